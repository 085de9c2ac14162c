using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;

namespace ScaleSim.Reference.Tests.Workers;

/// <summary>A worker whose master never answers: it serves blocks all the same.</summary>
public sealed class WorkerHttpTests : IAsyncLifetime, IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly TestWorker _worker;
    private readonly HttpClient _http = new();

    public WorkerHttpTests() => _worker = new TestWorker(
        "worker-0000", 0, "run", "127.0.0.1:1", new TestRamdisk(_directory.Make("ramdisk"), capacityBytes: 1_000_000));

    public async Task InitializeAsync()
    {
        await _worker.StartAsync();
        _http.BaseAddress = _worker.DataUri;
    }

    public Task DisposeAsync() => _worker.StopAsync();

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Block_ComesBackWithItsChecksum()
    {
        var bytes = Bytes.Of(100_000);

        using var put = await PutAsync(1, bytes);
        using var got = await _http.GetAsync(Block(1));

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal(bytes, await got.Content.ReadAsByteArrayAsync());
        Assert.Equal(Checksum.Of(bytes).ToString(), got.Headers.GetValues(BlockHeaders.Checksum).Single());
    }

    [Fact]
    public async Task Put_IsTheSame_WhenItIsRepeated()
    {
        var bytes = Bytes.Of(1000);

        using var first = await PutAsync(1, bytes, Checksum.Of(bytes));
        using var second = await PutAsync(1, bytes, Checksum.Of(bytes));
        using var other = await PutAsync(1, Bytes.Of(1000, seed: 2), Checksum.Of(Bytes.Of(1000, seed: 2)));

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict],
            [first.StatusCode, second.StatusCode, other.StatusCode]);
    }

    [Fact]
    public async Task Overfilling_IsRefusedCleanly_AndTheWorkerLives()
    {
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < 15; i++)
        {
            using var put = await PutAsync(i, Bytes.Of(100_000));
            codes.Add(put.StatusCode);
        }

        using var refused = await PutAsync(99, Bytes.Of(100_000));
        var error = await refused.Content.ReadFromJsonAsync(ReferenceJson.Wire.ErrorResponse);
        using var deleted = await _http.DeleteAsync(Block(0));
        using var again = await PutAsync(99, Bytes.Of(100_000));

        Assert.Equal(9, codes.Count(c => c == HttpStatusCode.Created));
        Assert.Equal(6, codes.Count(c => c == HttpStatusCode.InsufficientStorage));
        Assert.Equal("no-space", error!.Code);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        using var read = await _http.GetAsync(Block(1));
        Assert.Equal(Bytes.Of(100_000), await read.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Put_IsRefused_WhenTheChecksumIsWrongOrNone()
    {
        using var wrong = await PutAsync(1, Bytes.Of(10), new Checksum(1));
        using var content = new ByteArrayContent(Bytes.Of(10));
        using var request = new HttpRequestMessage(HttpMethod.Put, Block(1)) { Content = content };
        request.Headers.Add(BlockHeaders.Checksum, "nonsense");
        using var nonsense = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
        Assert.Empty(_worker.Ramdisk.Files());
    }

    [Fact]
    public async Task Put_IsRefused_WithoutALength()
    {
        using var content = new StreamContent(new MemoryStream(Bytes.Of(10)));
        using var request = new HttpRequestMessage(HttpMethod.Put, Block(1)) { Content = content };
        request.Headers.TransferEncodingChunked = true;

        using var refused = await _http.SendAsync(request);

        Assert.Equal(HttpStatusCode.LengthRequired, refused.StatusCode);
    }

    [Fact]
    public async Task Put_LeavesNothing_WhenTheClientGoesAway()
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(IPAddress.Loopback, _worker.Settings.Ports.Data);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                "PUT /blocks/5 HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nonly a few bytes"));
            await Poll.UntilAsync(() => _worker.Ramdisk.Files().Count == 1, "the block to begin");
        }

        await Poll.UntilAsync(() => _worker.Ramdisk.Files().Count == 0, "the half block to go");
        // Its number is free a moment after its file.
        var status = HttpStatusCode.Conflict;
        await Poll.UntilAsync(
            async () =>
            {
                using var put = await PutAsync(5, Bytes.Of(10));
                status = put.StatusCode;
                return status != HttpStatusCode.Conflict;
            },
            "the half block's number to be free");
        Assert.Equal(HttpStatusCode.Created, status);
    }

    [Fact]
    public async Task DamagedBlock_IsNeverServed()
    {
        using var put = await PutAsync(1, Bytes.Of(1000));
        _worker.Ramdisk.Damage(1);

        using var first = await _http.GetAsync(Block(1));
        using var second = await _http.GetAsync(Block(1));

        var errors = new[]
        {
            await first.Content.ReadFromJsonAsync(ReferenceJson.Wire.ErrorResponse),
            await second.Content.ReadFromJsonAsync(ReferenceJson.Wire.ErrorResponse),
        };
        Assert.Equal(["block-damaged", "block-not-found"], errors.Select(e => e!.Code));
    }

    [Theory]
    [InlineData("/blocks/-1")]
    [InlineData("/blocks/abc")]
    [InlineData("/blocks/../1")]
    [InlineData("/blocks/1/2")]
    [InlineData("/blocks/99999999999999999999")]
    [InlineData("/nothing")]
    [InlineData("/metrics")]
    public async Task DataPort_HasNothingElse(string path)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEmpty((await answer.Content.ReadFromJsonAsync(ReferenceJson.Wire.ErrorResponse))!.Message);
    }

    [Fact]
    public async Task Health_IsOnBothPorts_AndTellsThatThereIsNoMaster()
    {
        using var put = await PutAsync(1, Bytes.Of(1000));

        foreach (var port in new[] { _worker.DataUri, _worker.WebUri })
        {
            var health = await _http.GetFromJsonAsync(new Uri(port, "/health"), ReferenceJson.Wire.WorkerHealth);
            Assert.Equal(("worker-0000", false, 1), (health!.Name, health.Registered, health.Blocks));
            Assert.Equal(1_000_000, health.CapacityBytes);
        }
    }

    [Fact]
    public async Task WebPort_HasMetricsAndNoBlocks()
    {
        var metrics = await _http.GetStringAsync(new Uri(_worker.WebUri, "/metrics"));
        using var blocks = await _http.GetAsync(new Uri(_worker.WebUri, "/blocks"));

        Assert.Contains("scalesim_worker_ramdisk_capacity_bytes 1000000\n", metrics, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, blocks.StatusCode);
    }

    private static Uri Block(long id) => new(Routes.WorkerBlock(id), UriKind.Relative);

    private async Task<HttpResponseMessage> PutAsync(long id, byte[] bytes, Checksum? checksum = null)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Put, Block(id)) { Content = content };
        if (checksum is { } value)
        {
            request.Headers.Add(BlockHeaders.Checksum, value.ToString());
        }

        return await _http.SendAsync(request);
    }
}

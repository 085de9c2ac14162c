using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Tests.Api.Fakes;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>Pulling an image: a request, and an answer that lasts and can fail after its 200.</summary>
public sealed class ImageCreateTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ImagesCreateParameters Redis = new() { FromImage = "registry.lab:5000/redis", Tag = "7.2" };

    [Fact]
    public async Task Create_NamesImageAndTag_AndReportsEveryLine()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync();
            await exchange.ChunkAsync("{\"status\":\"Pulling from redis\",\"id\":\"7.2\"}\r\n{\"status\":\"Down");
            await exchange.ChunkAsync("loading\",\"progressDetail\":{\"current\":3,\"total\":9},\"id\":\"3c2b\"}\r\n");
            await exchange.ChunkAsync("{\"status\":\"Pull complete\",\"progressDetail\":{},\"id\":\"3c2b\"}\r\n");
            await exchange.EndChunkedAsync();
        });
        using var client = await server.ConnectAsync();
        var lines = new Lines();

        await client.Images.CreateImageAsync(Redis, authConfig: null, lines, None);

        Assert.Equal(
            [("7.2", "Pulling from redis", 0), ("3c2b", "Downloading", 3), ("3c2b", "Pull complete", 0)],
            lines.All.Select(line => (line.ID, line.Status, line.ProgressDetail?.Current ?? 0)));
        var request = Assert.Single(server.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/v1.41/images/create?fromImage=registry.lab%3A5000%2Fredis&tag=7.2", request.Target);
        Assert.False(request.Headers.ContainsKey("x-registry-auth"));
    }

    [Fact]
    public async Task Create_SendsThePlatform_WhereOneIsGiven()
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(200));
        using var client = await server.ConnectAsync();

        await client.Images.CreateImageAsync(Redis with { Platform = "linux/arm64" }, null, null, None);

        Assert.Equal("linux/arm64", Assert.Single(server.Requests).Query("platform"));
    }

    [Fact]
    public async Task Create_SendsCredentials_AsTheEngineReadsThem()
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(200));
        using var client = await server.ConnectAsync();

        // Its base64 has + and / in the usual alphabet, and needs padding.
        const string password = "\u00ff\u00fe?>~~\u00fb";
        var credentials = new AuthConfig { Username = "ada", Password = password, ServerAddress = "lab" };
        await client.Images.CreateImageAsync(Redis, credentials, null, None);

        var header = Assert.Single(server.Requests).Headers["x-registry-auth"];
        Assert.Equal(0, header.Length % 4);
        Assert.DoesNotContain('+', header);
        Assert.DoesNotContain('/', header);
        var json = Encoding.UTF8.GetString(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/')));
        using var sent = JsonDocument.Parse(json);
        Assert.Equal(
            ["username", "password", "serveraddress"], sent.RootElement.EnumerateObject().Select(item => item.Name));
        Assert.Equal(password, sent.RootElement.GetProperty("password").GetString());
        Assert.DoesNotContain(password, credentials.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"errorDetail\":{\"message\":\"no matching manifest\"},\"error\":\"other words\"}\r\n")]
    [InlineData("{\"error\":\"no matching manifest\"}\n{\"status\":\"never read\"}\n")]
    public async Task Create_Fails_WhereTheAnswerSaysSoAfterIts200(string last)
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync();
            await exchange.ChunkAsync("{\"status\":\"Pulling from redis\",\"id\":\"7.2\"}\n");
            await exchange.ChunkAsync(last);
            await exchange.EndChunkedAsync();
        });
        using var client = await server.ConnectAsync();
        var lines = new Lines();

        var refusal = await Assert.ThrowsAsync<DockerApiException>(
            () => client.Images.CreateImageAsync(Redis, null, lines, None));

        Assert.Equal(HttpStatusCode.OK, refusal.StatusCode);
        Assert.Contains("POST /images/create: no matching manifest", refusal.Message, StringComparison.Ordinal);
        Assert.Single(lines.All);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Create_Fails_WithTheStatusThatItWasRefusedWith(int status)
    {
        await using var server = new ScriptedServer(
            exchange => exchange.AnswerAsync(status, "{\"message\":\"words\"}"));
        using var client = await server.ConnectAsync();

        var refusal = await Assert.ThrowsAsync<DockerApiException>(
            () => client.Images.CreateImageAsync(Redis, null, null, None));

        Assert.Equal(status, (int)refusal.StatusCode);
    }

    [Fact]
    public async Task Create_FailsAsAConnectionThatBroke_WhereTheAnswerIsCut()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync();
            await exchange.ChunkAsync("{\"status\":\"Pulling from redis\",\"id\":\"7.2\"}\n{\"status\":");
            exchange.Close();
        });
        using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<DockerConnectionException>(
            () => client.Images.CreateImageAsync(Redis, null, null, None));
    }

    [Fact]
    public async Task Create_Fails_WhereALineHasNoEnd()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync();
            while (true)
            {
                await exchange.ChunkAsync(new string('x', 10_000));
            }
        });
        using var client = await server.ConnectAsync(new DockerClientOptions { LineBytesMax = 100_000 });

        await Assert.ThrowsAsync<DockerProtocolException>(
            () => client.Images.CreateImageAsync(Redis, null, null, None));
    }

    [Fact]
    public async Task Create_TakesAsLongAsItNeeds_WhileLinesCome_AndNoLongerWhenTheyStop()
    {
        var time = new FakeTimeProvider();
        using var step = new SemaphoreSlim(0);
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync();
            for (var line = 0; line < 5; line++)
            {
                await exchange.ChunkAsync($"{{\"status\":\"Extracting\",\"id\":\"{line}\"}}\n");
                await step.WaitAsync(exchange.Stop);
            }

            await exchange.HangAsync();
        });
        var options = new DockerClientOptions { TimeProvider = time, ProgressTimeout = TimeSpan.FromMinutes(10) };
        using var client = await server.ConnectAsync(options);
        var lines = new Lines();

        var pull = client.Images.CreateImageAsync(Redis, null, lines, None);
        for (var line = 1; line <= 5; line++)
        {
            await lines.WaitAsync(line);
            time.Advance(TimeSpan.FromMinutes(9));
            step.Release();
        }

        Assert.False(pull.IsCompleted);
        time.Advance(TimeSpan.FromMinutes(2));
        var failure = await Assert.ThrowsAsync<DockerTimeoutException>(() => pull);
        Assert.Equal(options.ProgressTimeout, failure.Deadline);
    }

    [Fact]
    public async Task Create_EndsTheEnginesWork_WhenItIsCancelled()
    {
        var closed = new TaskCompletionSource();
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync();
            try
            {
                while (true)
                {
                    await exchange.ChunkAsync("{\"status\":\"Extracting\",\"id\":\"3c2b\"}\n");
                    await Task.Delay(10, exchange.Stop);
                }
            }
            catch (IOException)
            {
                closed.SetResult();
                throw;
            }
        });
        using var client = await server.ConnectAsync();
        using var cancel = new CancellationTokenSource();
        var lines = new Lines();

        var pull = client.Images.CreateImageAsync(Redis, null, lines, cancel.Token);
        await lines.WaitAsync(1);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pull);
        await closed.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private sealed class Lines : IProgress<JSONMessage>
    {
        public ConcurrentQueue<JSONMessage> All { get; } = [];

        public void Report(JSONMessage value) => All.Enqueue(value);

        public Task WaitAsync(int count) =>
            Eventually.HoldsAsync(() => All.Count >= count, $"{count} lines have come");
    }
}

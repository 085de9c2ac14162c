using System.Net;
using System.Text;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Tests.Api.Fakes;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>Answers that are slow, cut, malformed, huge, or in pieces.</summary>
public sealed class AnswerTests
{
    private const string List =
        "[{\"Id\":\"a\u00fc\u20ac\",\"Names\":[\"/x\"],\"Labels\":null,"
        + "\"Ports\":[{\"PrivatePort\":80}]},\r\n {\"Id\":\"b\"}]\n";

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Json_IsRead_HoweverItsChunksAreSplit()
    {
        var bytes = Encoding.UTF8.GetBytes(List);
        var split = 0;
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync();
            await exchange.ChunkAsync(bytes.AsMemory(0, split));
            await exchange.ChunkAsync(bytes.AsMemory(split));
            await exchange.EndChunkedAsync();
        });
        using var client = await server.ConnectAsync();
        for (split = 1; split < bytes.Length; split++)
        {
            var list = await client.Containers.ListContainersAsync(new ContainersListParameters(), None);
            Assert.Equal(["a\u00fc\u20ac", "b"], list.Select(one => one.ID));
            Assert.Empty(list[0].Labels);
            Assert.Equal(80, Assert.Single(list[0].Ports).PrivatePort);

            var chosen = await client.Containers.ListContainersAsync(
                new ContainersListParameters(), one => one.ID == "b" ? one.ID : null, None);
            Assert.Equal(["b"], chosen);
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Json_IsRead_ByteByByte()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            var answer = Encoding.UTF8.GetBytes(
                $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(List)}\r\n\r\n{List}");
            for (var index = 0; index < answer.Length; index++)
            {
                await exchange.SendAsync(answer.AsMemory(index, 1));
            }
        });
        using var client = await server.ConnectAsync();

        Assert.Equal(2, (await client.Containers.ListContainersAsync(new ContainersListParameters(), None)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ID\":\"x\"")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{\"ID\":\"x\"")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{\"\r\n")]
    public async Task Cut_Answers_FailAsConnectionsThatBroke(string answer)
    {
        await using var server = new ScriptedServer(exchange =>
        {
            exchange.Close();
            return exchange.SendAsync(answer);
        });
        using var client = await server.ConnectAsync();

        var failure = await Assert.ThrowsAsync<DockerConnectionException>(() => client.System.GetInfoAsync(None));

        Assert.Contains("broke during GET /info", failure.Message, StringComparison.Ordinal);
        Assert.Contains(server.SocketPath, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_AreNeverSentTwice_WhereTheConnectionBreaks()
    {
        await using var server = new ScriptedServer(exchange =>
        {
            exchange.Close();
            return Task.CompletedTask;
        });
        using var client = await server.ConnectAsync();
        Func<Task>[] changes =
        [
            () => client.Containers.StartContainerAsync("x", None),
            () => client.Containers.KillContainerAsync("x", "SIGKILL", None),
            () => client.Containers.RemoveContainerAsync("x", force: true, removeVolumes: true, None),
            () => client.Containers.CreateContainerAsync(new CreateContainerParameters { Image = "x" }, None),
        ];

        foreach (var change in changes)
        {
            await client.System.PingAsync(None);
            server.Requests.Clear();
            await Assert.ThrowsAsync<DockerConnectionException>(change);
            Assert.Single(server.Requests);
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("{\"NCPU\":\"two\"}")]
    [InlineData("{\"SystemTime\":\"soon\"}")]
    [InlineData("{} {}")]
    public async Task Malformed_Answers_FailAsSuch(string body)
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(200, body));
        using var client = await server.ConnectAsync();

        var failure = await Assert.ThrowsAsync<DockerProtocolException>(() => client.System.GetInfoAsync(None));

        Assert.Contains("GET /info", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"ID\":null,\"Runtimes\":null,\"Warnings\":null,\"SystemTime\":null,\"SecurityOptions\":null}")]
    [InlineData("{\"New\":{\"deeply\":[1,2,{\"nested\":true}]},\"SystemTime\":\"\",\"FirewallBackend\":null}")]
    public async Task Absent_Members_AreEmptyAndNeverNull(string body)
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(200, body));
        using var client = await server.ConnectAsync();

        var info = await client.System.GetInfoAsync(None);

        Assert.Equal("", info.ID);
        Assert.Empty(info.Runtimes);
        Assert.Empty(info.Warnings);
        Assert.Empty(info.SecurityOptions);
        Assert.Null(info.SystemTime);
        Assert.Null(info.FirewallBackend);
    }

    [Fact]
    public async Task Huge_Answers_AreNotReadBeyondTheBound()
    {
        var sent = 0L;
        await using var server = new ScriptedServer(async exchange =>
        {
            var piece = Encoding.UTF8.GetBytes(new string('x', 64 * 1024));
            await exchange.BeginChunkedAsync();
            await exchange.ChunkAsync("{\"ID\":\"");
            while (true)
            {
                await exchange.ChunkAsync(piece);
                Interlocked.Add(ref sent, piece.Length);
            }
        });
        using var client = await server.ConnectAsync(new DockerClientOptions { AnswerBytesMax = 1_000_000 });

        var failure = await Assert.ThrowsAsync<DockerProtocolException>(() => client.System.GetInfoAsync(None));

        Assert.Contains("longer than the 1000000 bytes", failure.Message, StringComparison.Ordinal);
        Assert.InRange(Interlocked.Read(ref sent), 0, 3_000_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ID\":")]
    [InlineData("HTTP/1.1 500 No\r\nContent-Length: 100\r\n\r\n{\"mess")]
    public async Task Silent_Engines_AreGivenUp_AtTheDeadline(string beginning)
    {
        var clock = new FakeTimeProvider();
        var answered = new TaskCompletionSource();
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.SendAsync(beginning);
            answered.TrySetResult();
            await exchange.HangAsync();
        });
        using var client = await server.ConnectAsync(
            new DockerClientOptions { TimeProvider = clock, RequestTimeout = TimeSpan.FromMinutes(5) });

        var call = client.System.GetInfoAsync(None);
        await answered.Task;
        clock.Advance(TimeSpan.FromMinutes(4));
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(2));

        var failure = await Assert.ThrowsAsync<DockerTimeoutException>(() => call);
        Assert.Equal(TimeSpan.FromMinutes(5), failure.Deadline);
        Assert.Contains("did not answer GET /info within 300 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_AddsItsWait_ToTheDeadline()
    {
        var clock = new FakeTimeProvider();
        await using var server = new ScriptedServer(exchange => exchange.HangAsync());
        using var client = await server.ConnectAsync(
            new DockerClientOptions { TimeProvider = clock, RequestTimeout = TimeSpan.FromMinutes(1) });

        var call = client.Containers.StopContainerAsync("x", TimeSpan.FromMinutes(10), None);
        await Poll.UntilAsync(() => server.Requests.Count == 1, "the call");
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(TimeSpan.FromMinutes(11), (await Assert.ThrowsAsync<DockerTimeoutException>(() => call)).Deadline);
        Assert.Equal("600", Assert.Single(server.Requests).Query("t"));
    }

    [Fact]
    public async Task Calls_AreCancelled_ByTheirCaller()
    {
        await using var server = new ScriptedServer(exchange => exchange.HangAsync());
        using var client = await server.ConnectAsync();
        using var cancel = new CancellationTokenSource();

        var call = client.System.GetInfoAsync(cancel.Token);
        await Poll.UntilAsync(() => server.Requests.Count == 1, "the call");
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Calls_ShareABoundedNumberOfConnections()
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(200, "{}"));
        using var client = await server.ConnectAsync(new DockerClientOptions { ConnectionsMax = 4 });

        await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => client.System.GetInfoAsync(None)));

        Assert.Equal(400, server.Requests.Count);
        Assert.InRange(server.Connections, 1, 4);
    }

    [Fact]
    public async Task Calls_FailAsUnavailable_WhenTheEngineIsGone()
    {
        DockerClient client;
        await using (var server = new ScriptedServer(exchange => exchange.AnswerAsync(200, "{}")))
        {
            client = await server.ConnectAsync();
        }

        using (client)
        {
            await Assert.ThrowsAsync<DockerUnavailableException>(() => client.System.GetInfoAsync(None));
        }
    }

    [Theory]
    [InlineData(204, true)]
    [InlineData(304, false)]
    public async Task StartAndStop_SayWhetherAnythingChanged(int status, bool expected)
    {
        await using var server = new ScriptedServer(
            exchange => exchange.SendAsync($"HTTP/1.1 {status} Scripted\r\n\r\n"));
        using var client = await server.ConnectAsync();

        Assert.Equal(expected, await client.Containers.StartContainerAsync("x", None));
        Assert.Equal(expected, await client.Containers.StopContainerAsync("x", null, None));
        Assert.Equal(1, server.Connections);
    }
}

using System.Net;
using System.Text;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>Logs and exec output: frames split badly, cut, malformed, beyond their bound.</summary>
public sealed class OutputTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly byte[] Sample = Frames.Of(
        (1, "out \u20ac\n"), (2, "err 1\n"), (1, ""), (2, "err 2\n"), (3, "engine\n"), (1, "end"));

    [Fact]
    public async Task Frames_AreSeparated_WhereverTheyAreSplit()
    {
        for (var first = 0; first <= Sample.Length; first++)
        {
            for (var next = 1; next < 12; next++)
            {
                var (stdout, stderr) = (new OutputTail(1000), new OutputTail(1000));
                int[] sizes = first == 0 ? [next] : [first, next];
                using var stream = new PiecewiseStream(Sample, sizes);
                await MultiplexedOutput.CopyAsync(stream, stdout, stderr, None);
                Assert.Equal("out \u20ac\nend", stdout.ToString());
                Assert.Equal("err 1\nerr 2\nengine\n", stderr.ToString());
            }
        }
    }

    [Fact]
    public async Task Frames_CutAnywhereButBetweenTwo_AreAnError()
    {
        var whole = Frames.Of((1, "abc"), (2, "de"));
        int[] boundaries = [0, 11, whole.Length];
        for (var length = 0; length <= whole.Length; length++)
        {
            using var stream = new PiecewiseStream(whole[..length], 5);
            var copying = MultiplexedOutput.CopyAsync(stream, new OutputTail(10), new OutputTail(10), None);
            if (boundaries.Contains(length))
            {
                await copying;
            }
            else
            {
                await Assert.ThrowsAsync<EndOfStreamException>(() => copying);
            }
        }
    }

    [Theory]
    [InlineData("plain text without any frame")]
    [InlineData("\u0004\0\0\0\0\0\0\u0001x")]
    [InlineData("\u0001\u0001\0\0\0\0\0\u0001x")]
    public async Task Frames_WithAStrangeHeader_AreAnError(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        await Assert.ThrowsAsync<DockerProtocolException>(
            () => MultiplexedOutput.CopyAsync(stream, new OutputTail(10), new OutputTail(10), None));
    }

    [Fact]
    public void Tail_KeepsTheLastBytes_OfAnyWrites()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 200; round++)
        {
            var max = random.Next(1, 50);
            var tail = new OutputTail(max);
            var all = new StringBuilder();
            for (var write = random.Next(0, 20); write > 0; write--)
            {
                var text = new string((char)('a' + random.Next(26)), random.Next(0, 70));
                all.Append(text);
                tail.Append(Encoding.UTF8.GetBytes(text));
            }

            Assert.Equal(all.Length <= max ? all.ToString() : all.ToString()[^max..], tail.ToString());
            Assert.Equal(all.Length > max, tail.IsTruncated);
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\n\r\n")]
    [InlineData(
        "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\n"
        + "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n")]
    public async Task Exec_ReadsFrames_FromEveryKindOfAnswer(string head)
    {
        var bodies = new List<string>();
        await using var server = new ScriptedServer(async exchange =>
        {
            bodies.Add(await exchange.ReadTextAsync());
            switch (exchange.Request.Path)
            {
                case "/containers/c/exec":
                    await exchange.AnswerAsync(201, "{\"Id\":\"e1\"}");
                    break;
                case "/exec/e1/start":
                    exchange.Close();
                    await exchange.SendAsync(head);
                    await exchange.SendAsync(Sample);
                    break;
                default:
                    await exchange.AnswerAsync(200, "{\"ID\":\"e1\",\"Running\":false,\"ExitCode\":3,\"Pid\":12}");
                    break;
            }
        });
        using var client = await server.ConnectAsync();

        var result = await client.Exec.RunAsync("c", ["tool", "--flag", "a b"], None);

        Assert.Equal(new ContainerExecResult(3, "out \u20ac\nend", "err 1\nerr 2\nengine\n", false), result);
        Assert.Equal("{\"Cmd\":[\"tool\",\"--flag\",\"a b\"],\"AttachStdout\":true,\"AttachStderr\":true}", bodies[0]);
        Assert.Equal("{\"Detach\":false,\"Tty\":false}", bodies[1]);
        Assert.DoesNotContain(server.Requests, request => request.Headers.ContainsKey("upgrade"));
    }

    [Fact]
    public async Task Exec_WithATerminal_IsReadAsItIs()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginUntilCloseAsync();
            await exchange.SendAsync("plain \u0001 text\r\n");
        });
        using var client = await server.ConnectAsync();

        var output = await client.Exec.StartAndReadContainerExecAsync("e1", tty: true, None);

        Assert.Equal(new ContainerOutput("plain \u0001 text\r\n", "", false), output);
    }

    [Fact]
    public async Task Exec_CutWithinAFrame_FailsAsAConnectionThatBroke()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginUntilCloseAsync();
            await exchange.SendAsync(Sample.AsMemory(0, 11));
        });
        using var client = await server.ConnectAsync();

        var failure = await Assert.ThrowsAsync<DockerConnectionException>(
            () => client.Exec.StartAndReadContainerExecAsync("e1", tty: false, None));

        Assert.Contains("before the end of a frame", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exec_StillRunningAtTheEndOfItsOutput_IsAnError()
    {
        await using var server = new ScriptedServer(exchange => exchange.Request.Path switch
        {
            "/containers/c/exec" => exchange.AnswerAsync(201, "{\"Id\":\"e1\"}"),
            "/exec/e1/start" => exchange.BeginUntilCloseAsync(),
            _ => exchange.AnswerAsync(200, "{\"ID\":\"e1\",\"Running\":true,\"ExitCode\":null,\"Pid\":12}"),
        });
        using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<DockerConnectionException>(() => client.Exec.RunAsync("c", ["x"], None));
    }

    [Theory]
    [InlineData("application/vnd.docker.raw-stream", "plain text")]
    [InlineData("application/vnd.docker.multiplexed-stream", "framed text")]
    [InlineData("application/octet-stream", "framed text")]
    public async Task Logs_AreFramed_UnlessTheirTypeSaysOtherwise(string contentType, string text)
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync(200, $"Content-Type: {contentType}\r\n");
            var isPlain = text.StartsWith("plain", StringComparison.Ordinal);
            var bytes = isPlain ? Encoding.UTF8.GetBytes(text) : Frames.Of((1, text));
            foreach (var one in bytes)
            {
                await exchange.ChunkAsync(new[] { one });
            }

            await exchange.EndChunkedAsync();
        });
        using var client = await server.ConnectAsync();

        var since = new DateTimeOffset(2026, 11, 21, 10, 43, 0, 250, TimeSpan.Zero).AddTicks(1234);
        var output = await client.Containers.GetContainerLogsAsync("c", tail: 10, since, None);

        Assert.Equal(new ContainerOutput(text, "", false), output);
        var request = Assert.Single(server.Requests);
        Assert.Equal("10", request.Query("tail"));
        Assert.Equal("1795257780.250123400", request.Query("since"));
        Assert.Equal(("1", "1", null), (request.Query("stdout"), request.Query("stderr"), request.Query("follow")));
    }
}

using System.Net;
using System.Net.Sockets;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Tests.Api.Fakes;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>The first contact: which version is spoken, and what is said where no Engine answers.</summary>
public sealed class ConnectTests
{
    [Theory]
    [InlineData("1.41", "1.41")]
    [InlineData("1.43", "1.43")]
    [InlineData("1.44", "1.44")]
    [InlineData("1.51", "1.51")]
    [InlineData("1.52", "1.52")]
    [InlineData("1.54", "1.54")]
    [InlineData("1.55", "1.55")]
    [InlineData("1.56", "1.55")]
    [InlineData("2.0", "1.55")]
    public async Task Connect_SpeaksTheNewestVersion_ThatBothKnow(string announced, string expected)
    {
        await using var server =
            new ScriptedServer(exchange => exchange.AnswerAsync(200, "{}")) { ApiVersion = announced };
        using var client = await server.ConnectAsync();

        await client.System.GetInfoAsync(CancellationToken.None);

        Assert.Equal(expected, client.ApiVersion.ToString());
        Assert.Equal($"/v{expected}/info", Assert.Single(server.Requests).Target);
    }

    [Theory]
    [InlineData("1.40", "Upgrade it")]
    [InlineData("1.9", "older than Engine 20.10")]
    [InlineData(null, "announces no API version")]
    [InlineData("newest", "\"newest\"")]
    public async Task Connect_Refuses_VersionsItCantSpeak(string? announced, string expected)
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(200)) { ApiVersion = announced };

        var refusal = await Assert.ThrowsAsync<DockerUnavailableException>(() => server.ConnectAsync());

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(server.SocketPath, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("DOCKER_HOST", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_SaysHowToStartAnEngine_WhereThereIsNoSocket()
    {
        using var directory = new TemporaryDirectory();
        var endpoint = DockerEndpoint.Unix(directory.File("none.sock"), "DOCKER_HOST");

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(
            () => DockerClient.ConnectAsync(endpoint, CancellationToken.None));

        Assert.Contains(
            $"unix://{directory.File("none.sock")} (DOCKER_HOST): there is no such socket",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("sudo systemctl start docker", failure.Message, StringComparison.Ordinal);
        Assert.IsType<SocketException>(failure.GetBaseException());
    }

    [Fact]
    public async Task Connect_SaysWhatToSet_WhereNothingListens()
    {
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)free.LocalEndPoint!).Port;

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(
            () => DockerClient.ConnectAsync(
                DockerEndpoint.Tcp("127.0.0.1", port, "context \"lab\""), CancellationToken.None));

        Assert.Contains(
            $"tcp://127.0.0.1:{port} (context \"lab\"): connection refused", failure.Message, StringComparison.Ordinal);
        Assert.Contains("set DOCKER_HOST to another", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "does not speak the Engine API")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", "502 BadGateway")]
    [InlineData("HTTP/1.1 301 Moved\r\nLocation: http://x/\r\nContent-Length: 0\r\n\r\n", "301")]
    [InlineData("", "the connection broke")]
    [InlineData("HTTP/1.1 200 O", "the connection broke")]
    public async Task Connect_IsRefused_ByWhatIsNoEngine(string answer, string expected)
    {
        await using var server = new ScriptedServer(exchange =>
        {
            exchange.Close();
            return exchange.SendAsync(answer);
        }) { ScriptsPing = true };

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(() => server.ConnectAsync());

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Contains("set DOCKER_HOST", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_GivesUp_OnAPingWithoutAnAnswer()
    {
        var clock = new FakeTimeProvider();
        await using var server = new ScriptedServer(exchange => exchange.HangAsync()) { ScriptsPing = true };

        var connecting = server.ConnectAsync(new DockerClientOptions { TimeProvider = clock });
        await Poll.UntilAsync(() => server.Pings == 1, "the ping");
        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(connecting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(() => connecting);
        Assert.Contains("its ping took longer than 30 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connect_IsCancelled_ByItsCaller()
    {
        await using var server = new ScriptedServer(exchange => exchange.HangAsync()) { ScriptsPing = true };
        using var cancel = new CancellationTokenSource();

        var connecting = DockerClient.ConnectAsync(server.Endpoint, cancel.Token);
        await Poll.UntilAsync(() => server.Pings == 1, "the ping");
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting);
    }
}

using System.Net;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>An Engine that is exchanged for another while a client is connected.</summary>
public sealed class RenegotiationTests
{
    private const string TooOld =
        "{\"message\":\"client version 1.41 is too old. Minimum supported API version is 1.44, "
        + "please upgrade your client to a newer version\"}";

    private const string TooNew =
        "{\"message\":\"client version 1.51 is too new. Maximum supported API version is 1.41\"}";

    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("1.41", "1.52", TooOld)]
    [InlineData("1.51", "1.41", TooNew)]
    public async Task Call_IsRepeatedOnce_WithTheVersionOfTheNewEngine(string before, string after, string refusal)
    {
        var bodies = new List<string>();
        await using var server = new ScriptedServer(async exchange =>
        {
            bodies.Add(await exchange.ReadTextAsync());
            await (exchange.Request.Version == after
                ? exchange.AnswerAsync(201, "{\"Id\":\"abc\"}")
                : exchange.AnswerAsync(400, refusal));
        }) { ApiVersion = before };
        using var client = await server.ConnectAsync();
        server.ApiVersion = after;

        var created = await client.Containers.CreateContainerAsync(
            new CreateContainerParameters { Image = "x", Name = "n" }, None);

        Assert.Equal("abc", created.ID);
        Assert.Equal(after, client.ApiVersion.ToString());
        Assert.Equal(
            [$"/v{before}/containers/create?name=n", $"/v{after}/containers/create?name=n"],
            server.Requests.Select(request => request.Target));
        Assert.Equal(["{\"Image\":\"x\"}", "{\"Image\":\"x\"}"], bodies);
        Assert.Equal(2, server.Pings);
    }

    [Fact]
    public async Task Call_Fails_WhereNoVersionIsInCommon()
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(400, TooOld));
        using var client = await server.ConnectAsync();

        var failure = await Assert.ThrowsAsync<DockerUnavailableException>(() => client.System.GetInfoAsync(None));

        Assert.Contains("no version in common", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Minimum supported API version is 1.44", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Call_IsNotRepeated_WhereTheSecondVersionIsRefusedToo()
    {
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(400, TooOld));
        using var client = await server.ConnectAsync();
        server.ApiVersion = "1.60";

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => client.System.GetInfoAsync(None));

        Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
        Assert.Equal(["1.41", "1.55"], server.Requests.Select(request => request.Version));
    }

    [Fact]
    public async Task Call_IsNotRepeated_AfterAnother400()
    {
        await using var server = new ScriptedServer(exchange =>
            exchange.AnswerAsync(400, "{\"message\":\"the client version of the image is too old\"}"));
        using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<DockerApiException>(() => client.System.GetInfoAsync(None));

        Assert.Single(server.Requests);
        Assert.Equal(1, server.Pings);
    }

    [Fact]
    public async Task CallsAtOnce_NegotiateOnce()
    {
        await using var server = new ScriptedServer(exchange => exchange.Request.Version == "1.52"
            ? exchange.AnswerAsync(200, "{\"Name\":\"new\"}")
            : exchange.AnswerAsync(400, TooOld));
        using var client = await server.ConnectAsync();
        server.ApiVersion = "1.52";

        var infos = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => client.System.GetInfoAsync(None)));

        Assert.All(infos, info => Assert.Equal("new", info.Name));
        Assert.Equal(2, server.Pings);
    }

    [Fact]
    public async Task Upload_IsNotRepeated_ButTheNextCallSpeaksTheNewVersion()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            if (exchange.Request.Version == "1.52")
            {
                await exchange.ReadBodyAsync();
                await exchange.AnswerAsync(200, "{}");
            }
            else
            {
                await exchange.AnswerAsync(400, TooOld);
            }
        });
        using var client = await server.ConnectAsync();
        server.ApiVersion = "1.52";
        using var tar = new MemoryStream(new byte[1024]);

        await Assert.ThrowsAsync<DockerApiException>(() => client.Images.LoadImageAsync(tar, None));
        await client.Images.LoadImageAsync(tar, None);

        Assert.Equal(["1.41", "1.52"], server.Requests.Select(request => request.Version));
    }
}

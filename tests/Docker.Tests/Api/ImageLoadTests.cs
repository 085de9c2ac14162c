using System.Net;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>Loading an image: an upload, and an answer that can fail after its 200.</summary>
public sealed class ImageLoadTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Load_SendsTheArchiveAsItIs_AndReturnsTheNames()
    {
        var archive = new byte[1_000_003];
        new Random(1).NextBytes(archive);
        byte[] received = [];
        await using var server = new ScriptedServer(async exchange =>
        {
            received = await exchange.ReadBodyAsync();
            await exchange.BeginChunkedAsync();
            await exchange.ChunkAsync(
                "{\"status\":\"Loading\",\"progressDetail\":{\"current\":3,\"total\":9},\"id\":\"3c2b\"}\r\n{\"str");
            await exchange.ChunkAsync("eam\":\"Loaded image: scalesim/worker:1\\n\"}\r\n");
            await exchange.ChunkAsync("{\"stream\":\"Loaded image ID: sha256:abc\\n\"}\r\n");
            await exchange.EndChunkedAsync();
        });
        using var client = await server.ConnectAsync();
        using var tar = new MemoryStream(archive);

        var loaded = await client.Images.LoadImageAsync(tar, None);

        Assert.Equal(archive, received);
        Assert.Equal(["scalesim/worker:1", "sha256:abc"], loaded.Loaded);
        Assert.True(tar.CanRead);
        var request = Assert.Single(server.Requests);
        Assert.Equal("/v1.41/images/load?quiet=1", request.Target);
        Assert.Equal(
            ("application/x-tar", "chunked"), (request.Headers["content-type"], request.Headers["transfer-encoding"]));
    }

    [Theory]
    [InlineData("{\"errorDetail\":{\"code\":1,\"message\":\"no space left on device\"},\"error\":\"other words\"}\r\n")]
    [InlineData("{\"stream\":\"half\"}\n{\"errorDetail\":{\"message\":\"no space left on device\"}}\n")]
    [InlineData("{\"error\":\"no space left on device\"}\n")]
    public async Task Load_Fails_WhereTheAnswerSaysSoAfterIts200(string lines)
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.ReadBodyAsync();
            await exchange.AnswerAsync(200, lines);
        });
        using var client = await server.ConnectAsync();
        using var tar = new MemoryStream(new byte[10_240]);

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => client.Images.LoadImageAsync(tar, None));

        Assert.Equal(HttpStatusCode.OK, refusal.StatusCode);
        Assert.Contains("POST /images/load: no space left on device", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_SendsNothing_WhereTheEngineRefusesFirst()
    {
        var written = 0;
        await using var server = new ScriptedServer(exchange => exchange.AnswerAsync(507, "{\"message\":\"full\"}"));
        using var client = await server.ConnectAsync();

        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => client.Images.LoadImageAsync(
            (body, token) =>
            {
                written++;
                return body.WriteAsync(new byte[10], token).AsTask();
            },
            None));

        Assert.Equal(HttpStatusCode.InsufficientStorage, refusal.StatusCode);
        Assert.Equal(0, written);
    }

    [Fact]
    public async Task Load_PassesOn_WhatTheWriterOfTheArchiveThrows()
    {
        await using var server = new ScriptedServer(exchange => exchange.ReadBodyAsync());
        using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<InvalidDataException>(() => client.Images.LoadImageAsync(
            (_, _) => throw new InvalidDataException("changed"), None));
    }

    [Fact]
    public async Task Load_FailsAsAConnectionThatBroke_WhereTheAnswerIsCut()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.ReadBodyAsync();
            await exchange.BeginChunkedAsync();
            await exchange.ChunkAsync("{\"stream\":");
            exchange.Close();
        });
        using var client = await server.ConnectAsync();
        using var tar = new MemoryStream(new byte[10_240]);

        await Assert.ThrowsAsync<DockerConnectionException>(() => client.Images.LoadImageAsync(tar, None));
    }
}

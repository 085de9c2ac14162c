using System.Net;
using ScaleSim.Core.Engines.Images;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Images;
using ScaleSim.Docker.Tests.Api.Fakes;
using ScaleSim.Docker.Tests.Engine;

namespace ScaleSim.Docker.Tests.Images;

/// <summary>An Engine whose list of images fails while somebody else removes one.</summary>
public sealed class MadeImageListTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private int _refusals;

    [Fact]
    public async Task List_IsAskedForAgain_WhereAnImageWentMeanwhile()
    {
        await using ScriptedServer server = Refusing(times: 2);
        using DockerClient client = await server.ConnectAsync();

        IReadOnlyList<MadeImage> images = await new MadeImageStore(client, TestImageFolder.Source).ListAsync(None);

        MadeImage image = Assert.Single(images);
        Assert.Equal(("sha256:ab", "scalesim/worker:1", 5, false), (image.Id, image.Name, image.Bytes, image.IsInUse));
    }

    [Fact]
    public async Task List_Fails_WhereItIsRefusedForever()
    {
        await using ScriptedServer server = Refusing(times: int.MaxValue);
        using DockerClient client = await server.ConnectAsync();

        DockerApiException refusal = await Assert.ThrowsAsync<DockerApiException>(
            () => new MadeImageStore(client, TestImageFolder.Source).ListAsync(None));

        Assert.Equal(HttpStatusCode.NotFound, refusal.StatusCode);
        Assert.Equal(5, server.Requests.Count);
    }

    private ScriptedServer Refusing(int times) => new(exchange => exchange.Request.Target switch
    {
        var target when target.Contains("/images/json", StringComparison.Ordinal) =>
            _refusals++ < times
                ? exchange.AnswerAsync(404, """{"message":"NotFound: content digest sha256:f3e6: not found"}""")
                : exchange.AnswerAsync(
                    200, """[{"Id":"sha256:ab","RepoTags":["scalesim/worker:1"],"Size":5,"Labels":{}}]"""),
        var target when target.Contains("/containers/json", StringComparison.Ordinal) =>
            exchange.AnswerAsync(200, "[]"),
        _ => exchange.AnswerAsync(404, """{"message":"No such image"}"""),
    });
}

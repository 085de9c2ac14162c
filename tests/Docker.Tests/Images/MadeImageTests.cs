using ScaleSim.Core.Engines.Images;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Images;
using ScaleSim.Docker.Tests.Api.Real;
using ScaleSim.Docker.Tests.Engine;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Images;

/// <summary>When images of ScaleSim's were last used, on a real Engine, which remembers it.</summary>
public sealed class MadeImageTests(UnixEngine engine) : IClassFixture<UnixEngine>
{
    private static readonly CancellationToken None = CancellationToken.None;

    // What an Engine calls its storage driver that keeps images with containerd, as 29 does where it was installed
    // anew. It leaves an image's time alone where a name is given once more.
    private const string ContainerdStore = "overlayfs";

    [DockerFact]
    public async Task Image_IsListedWithItsLastUse_AndWhetherAContainerIsOfIt()
    {
        DockerClient client = await engine.ClientAsync();
        ImageArchive archive = await TestImage.CreateAsync(
            engine.Repository, new ImageConfig { Cmd = ["sh"], Env = [$"UNIQUE={Guid.NewGuid():N}"] });
        string id = await ImageLoader.EnsureAsync(client, archive, None);
        var store = new MadeImageStore(client, TestImageFolder.Source);

        // An Engine that does not count a load as giving a name knows nothing yet.
        await ImageUse.NoteAsync(client, archive, TimeProvider.System, None);
        MadeImage loaded = await FindAsync(store, id);
        await ImageUse.NoteAsync(client, archive, TimeProvider.System, None);
        MadeImage soon = await FindAsync(store, id);
        await ImageUse.NoteAsync(
            client, archive, new FakeTimeProvider(TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(2)), None);
        MadeImage later = await FindAsync(store, id);

        Assert.NotNull(loaded.LastUsed);
        Assert.Equal(loaded.LastUsed, soon.LastUsed);
        if (await DockerCli.RunAsync("info", "--format", "{{.Driver}}") == ContainerdStore)
        {
            Assert.Equal(loaded.LastUsed, later.LastUsed);
        }
        else
        {
            Assert.True(later.LastUsed > loaded.LastUsed, $"{later.LastUsed:O} is not after {loaded.LastUsed:O}");
        }

        Assert.Equal((archive.Reference, false, false), (later.Name, later.IsInUse, later.IsCurrent));

        string container = await DockerCli.RunAsync(
            "create", "--network", "none", "--label", engine.Label, archive.Reference);
        Assert.True((await FindAsync(store, id)).IsInUse);
        await DockerCli.RunAsync("rm", container);

        await store.RemoveAsync(later, None);
        await store.RemoveAsync(later, None);
        Assert.DoesNotContain(await store.ListAsync(None), image => image.Id == id);
    }

    private static async Task<MadeImage> FindAsync(MadeImageStore store, string id) =>
        Assert.Single(await store.ListAsync(None), image => image.Id == id);
}

using System.Net;
using System.Text;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Tests.Api.Real;

public abstract partial class EngineSurface
{
    [DockerFact]
    public async Task Image_IsLoadedTaggedListedAndDeleted()
    {
        var client = await engine.ClientAsync();
        var name = Name();
        var config = new ImageConfig { Cmd = ["sh"], Labels = Labels(name), Env = [$"UNIQUE={name}"] };
        var archive = await TestImage.CreateAsync(engine.Repository, config);

        var loaded = await client.Images.LoadImageAsync(archive.WriteAsync, None);
        await client.Images.TagImageAsync(archive.Reference, engine.Repository, "other", None);
        var filters = new Dictionary<string, IReadOnlyList<string>> { ["label"] = [$"scalesim.test.name={name}"] };
        var listed = Assert.Single(await client.Images.ListImagesAsync(filters, None));

        Assert.Equal([archive.Reference], loaded.Loaded);
        Assert.Equal(await InspectAsync(archive.Reference, "{{.Id}}"), listed.ID);
        Assert.Equal([archive.Reference, $"{engine.Repository}:other"], listed.RepoTags.Order());
        Assert.Equal(archive.ContentDigest, listed.Labels[ImageArchive.ContentLabel]);
        await client.Images.DeleteImageAsync(archive.Reference, force: false, None);
        var deleted = await client.Images.DeleteImageAsync($"{engine.Repository}:other", force: false, None);
        Assert.Contains(deleted, step => step.Deleted == listed.ID);
        Assert.NotEqual(0, (await DockerCli.TryRunAsync("image", "inspect", listed.ID)).ExitCode);
    }

    [DockerFact]
    public async Task LoadImage_Fails_OnWhatIsNoArchive()
    {
        var client = await engine.ClientAsync();
        using var nonsense = new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 100_000)));

        await Assert.ThrowsAsync<DockerApiException>(() => client.Images.LoadImageAsync(nonsense, None));
    }
}

using System.Diagnostics;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Tests.Archives;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>Archives that a real Engine has saved, and others, loaded by it.</summary>
public sealed class RealArchiveTests
{
    [DockerFact]
    public async Task SavedImages_ComeBack_AfterTheirRemoval_AndAreNotSentAgain()
    {
        await using RealImages images = await RealImages.ConnectAsync();
        string name = images.Name("1");
        string path = images.Folder.File("image.tar");
        string made = await images.MakeAsync(name);
        await DockerCli.RunAsync("save", "--output", path, name);

        Assert.Equal(made, await images.LoadAsync(path));
        await DockerCli.RunAsync("rmi", name);
        string loaded = await images.LoadAsync(path);
        string again = await images.LoadAsync(path, name);

        Assert.Equal((made, made), (loaded, again));
        Assert.Equal(made, await DockerCli.RunAsync("image", "inspect", "--format", "{{.Id}}", name));
        Assert.Equal("0", await DockerCli.RunAsync("run", "--rm", "--network", "none", loaded, "id", "-u"));
        Assert.Single(images.Reports, report => report.StartsWith("Loading ", StringComparison.Ordinal));
        Assert.Equal(2, images.Reports.Count(report => report.Contains("the engine has", StringComparison.Ordinal)));
    }

    [DockerFact]
    public async Task CompressedArchives_AreLoaded()
    {
        await using RealImages images = await RealImages.ConnectAsync();
        string name = images.Name("1");
        string path = images.Folder.File("image.tar");
        string made = await images.MakeAsync(name);
        await DockerCli.RunAsync("save", "--output", path, name);
        using (Process gzip = Process.Start("gzip", [path]))
        {
            await gzip.WaitForExitAsync();
        }

        await DockerCli.RunAsync("rmi", name);

        Assert.Equal(made, await images.LoadAsync($"{path}.gz"));
    }

    [DockerFact]
    public async Task Archives_OfSeveralImages_NeedAName()
    {
        await using RealImages images = await RealImages.ConnectAsync();
        string first = images.Name("1");
        string second = images.Name("2");
        string path = images.Folder.File("images.tar");
        await images.MakeAsync(first);
        string made = await images.MakeAsync(second);
        await DockerCli.RunAsync("save", "--output", path, first, second);
        await DockerCli.RunAsync("rmi", first, second);

        var failure = await Assert.ThrowsAsync<ImageMissingException>(() => images.LoadAsync(path));

        Assert.Contains(first, failure.Message, StringComparison.Ordinal);
        Assert.Contains(second, failure.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, (await DockerCli.TryRunAsync("image", "inspect", second)).ExitCode);
        Assert.Equal(made, await images.LoadAsync(path, second));
    }

    [DockerFact]
    public async Task OciLayouts_AreLoaded_ByStoresThatReadNoneThemselves()
    {
        await using RealImages images = await RealImages.ConnectAsync();
        string name = images.Name("1");
        string path = images.Folder.File("layout.tar");
        (byte[] config, byte[] layer, _) = await images.BlobsAsync();
        string configDigest = ArchiveBuilder.Digest(config);
        string layerDigest = ArchiveBuilder.Digest(layer);
        string manifest =
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{"
            + "\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
            + $"{configDigest}\",\"size\":{config.Length}}},\"layers\":[{{\"mediaType\":"
            + $"\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"{layerDigest}\","
            + $"\"size\":{layer.Length}}}]}}";
        ArchiveBuilder builder = new ArchiveBuilder()
            .Add($"blobs/{configDigest.Replace(':', '/')}", config)
            .Add($"blobs/{layerDigest.Replace(':', '/')}", layer)
            .AddBlob(manifest, out string manifestDigest);
        builder
            .Add("index.json", "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":"
                + $"\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\"{manifestDigest}\","
                + $"\"size\":{manifest.Length},"
                + $"\"annotations\":{{\"org.opencontainers.image.ref.name\":\"docker.io/library/{name}\"}}}}]}}")
            .Add("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
        await File.WriteAllBytesAsync(path, builder.Bytes());

        string id = await images.LoadAsync(path);

        Assert.Equal(id, await DockerCli.RunAsync("image", "inspect", "--format", "{{.Id}}", name));
        Assert.Equal("0", await DockerCli.RunAsync("run", "--rm", "--network", "none", id, "id", "-u"));
        Assert.Equal(id, await images.LoadAsync(path));
    }
}

using System.Text;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs.Images;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>Pulls by a real Engine from a registry on loopback: its own words and IDs, with nothing scripted.</summary>
public sealed class RealPullTests
{
    [DockerFact]
    public async Task Pull_BringsTheImage_WhichThenRuns_AndIsNotPulledAgain()
    {
        await using RealImages images = await RealImages.ConnectAsync();
        using var registry = new TestRegistry();
        string name = images.Name("1", $"{registry.Host}/");
        (byte[] config, byte[] layer, _) = await images.BlobsAsync();
        registry.Put(Repository(name), "1", config, layer);

        string id = await images.FindAsync(name, ImagePull.Missing);

        Assert.Equal(id, await DockerCli.RunAsync("image", "inspect", "--format", "{{.Id}}", name));
        Assert.Equal("0", await DockerCli.RunAsync("run", "--rm", "--network", "none", id, "id", "-u"));
        Assert.Equal(2, images.Reports.Count(report => report.Contains(name, StringComparison.Ordinal)
            && report.StartsWith("Pull", StringComparison.Ordinal)
            && !report.StartsWith("Pulling " + name + ": ", StringComparison.Ordinal)));
        images.Reports.Clear();
        Assert.Equal(id, await images.FindAsync(name, ImagePull.Missing));
        Assert.Equal(id, await images.FindAsync(name, ImagePull.Never));
        Assert.Empty(images.Reports);
    }

    [DockerFact]
    public async Task Always_TakesWhatTheRegistryHasNow()
    {
        await using RealImages images = await RealImages.ConnectAsync();
        using var registry = new TestRegistry();
        string name = images.Name("1", $"{registry.Host}/");
        (byte[] config, byte[] layer, _) = await images.BlobsAsync();
        registry.Put(Repository(name), "1", config, layer);
        string first = await images.FindAsync(name, ImagePull.Always);
        (config, layer, _) = await images.BlobsAsync();
        registry.Put(Repository(name), "1", config, layer);

        Assert.Equal(first, await images.FindAsync(name, ImagePull.Missing));
        string second = await images.FindAsync(name, ImagePull.Always);

        Assert.NotEqual(first, second);
        Assert.Equal(second, await DockerCli.RunAsync("image", "inspect", "--format", "{{.Id}}", name));
        await DockerCli.TryRunAsync("rmi", first);
    }

    [DockerFact]
    public async Task Digests_ArePulled()
    {
        await using RealImages images = await RealImages.ConnectAsync();
        using var registry = new TestRegistry();
        string name = images.Name("1", $"{registry.Host}/");
        (byte[] config, byte[] layer, _) = await images.BlobsAsync();
        string digest = registry.Put(Repository(name), "1", config, layer);

        string id = await images.FindAsync($"{name}@{digest}", ImagePull.Missing);

        Assert.Equal(id, await images.FindAsync($"{name}@{digest}", ImagePull.Never));
        await DockerCli.RunAsync("rmi", $"{name.Split(":1")[0]}@{digest}");
    }

    [DockerFact]
    public async Task Credentials_OpenARegistry_AndTheLackOfThemIsTold()
    {
        await using RealImages images = await RealImages.ConnectAsync();
        using var registry = new TestRegistry("ada:s3cret?>~");
        string name = images.Name("1", $"{registry.Host}/");
        (byte[] config, byte[] layer, _) = await images.BlobsAsync();
        registry.Put(Repository(name), "1", config, layer);

        string without = await MissesAsync(images, name);
        WithPassword(images, registry, "wrong!");
        string wrong = await MissesAsync(images, name);
        WithPassword(images, registry, "s3cret?>~");

        Assert.NotEqual("", await images.FindAsync(name, ImagePull.Missing));
        Assert.Contains("does not give it to a caller without credentials", without, StringComparison.Ordinal);
        Assert.Contains($"'docker login {registry.Host}'", without, StringComparison.Ordinal);
        Assert.Contains("does not give it to the user ada", wrong, StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task Names_ThatTheRegistryLacks_AreTold()
    {
        await using RealImages images = await RealImages.ConnectAsync();
        using var registry = new TestRegistry();
        string name = images.Name("nope", $"{registry.Host}/");

        string message = await MissesAsync(images, name);

        Assert.Contains($"the registry {registry.Host} has no such image", message, StringComparison.Ordinal);
        Assert.Contains($"'docker pull {name}'", message, StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task Registries_WhereNobodyListens_AreTold()
    {
        await using RealImages images = await RealImages.ConnectAsync();
        string name;
        using (var registry = new TestRegistry())
        {
            name = images.Name("1", $"{registry.Host}/");
        }

        string message = await MissesAsync(images, name);

        Assert.Contains("the engine gets no usable answer from the registry", message, StringComparison.Ordinal);
        Assert.Contains("connection refused", message, StringComparison.Ordinal);
    }

    [DockerFact]
    public async Task Images_ForAnotherMachine_AreRefused()
    {
        await using RealImages images = await RealImages.ConnectAsync();
        using var registry = new TestRegistry();
        string name = images.Name("1", $"{registry.Host}/");
        (byte[] config, byte[] layer, _) = await images.BlobsAsync("s390x");
        registry.Put(Repository(name), "1", config, layer);

        string message = await MissesAsync(images, name);

        Assert.Contains("linux/s390x", message, StringComparison.Ordinal);
    }

    private static string Repository(string name) => name.Split('/', 2)[1].Split(':')[0];

    private static void WithPassword(RealImages images, TestRegistry registry, string password)
    {
        string auth = Convert.ToBase64String(Encoding.UTF8.GetBytes($"ada:{password}"));
        images.Folder.WithConfig($"{{\"auths\":{{\"{registry.Host}\":{{\"auth\":\"{auth}\"}}}}}}");
    }

    private static async Task<string> MissesAsync(RealImages images, string name) =>
        (await Assert.ThrowsAsync<ImageMissingException>(() => images.FindAsync(name, ImagePull.Missing))).Message;
}

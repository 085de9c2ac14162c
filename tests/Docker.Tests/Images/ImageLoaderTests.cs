using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Images;
using ScaleSim.Docker.Tests.Api.Real;

namespace ScaleSim.Docker.Tests.Images;

/// <summary>Images that ScaleSim writes, on a real Engine.</summary>
public sealed class ImageLoaderTests(UnixEngine engine) : IClassFixture<UnixEngine>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [DockerFact]
    public async Task Ensure_LoadsOnce_AndReturnsTheImagesId()
    {
        var client = await engine.ClientAsync();
        var config = new ImageConfig { Cmd = ["sh"], Env = [$"UNIQUE={Guid.NewGuid():N}"] };
        var archive = await TestImage.CreateAsync(engine.Repository, config);
        var first = await ImageLoader.EnsureAsync(client, archive, None);
        var since = (await client.System.GetInfoAsync(None)).SystemTime!.Value;

        var second = await ImageLoader.EnsureAsync(
            client, await TestImage.CreateAsync(engine.Repository, config), None);

        Assert.Equal(first, second);
        Assert.Equal(first, await DockerCli.RunAsync("image", "inspect", "--format", "{{.Id}}", archive.Reference));
        var until = (await client.System.GetInfoAsync(None)).SystemTime!.Value;
        var parameters = new ContainerEventsParameters
        {
            Since = since,
            Until = until,
            Filters = new Dictionary<string, IReadOnlyList<string>> { ["type"] = ["image"], ["event"] = ["load"] },
        };
        await foreach (var message in client.System.MonitorEventsAsync(parameters, None))
        {
            Assert.NotEqual(first, message.Actor.ID);
        }
    }

    [DockerFact]
    public async Task Ensure_LoadsAgain_WhereAStrangerHasTheName()
    {
        var client = await engine.ClientAsync();
        var mine = await TestImage.CreateAsync(engine.Repository, new ImageConfig { Cmd = ["sh", "-c", "echo mine"] });
        await engine.ImageIdAsync();
        var stranger = await TestImage.CreateAsync(engine.Repository);
        await DockerCli.RunAsync("tag", stranger.Reference, mine.Reference);

        await ImageLoader.EnsureAsync(client, mine, None);

        Assert.Equal("mine", await DockerCli.RunAsync(
            "run", "--rm", "--network", "none", "--label", engine.Label, mine.Reference));
    }

    [DockerFact]
    public async Task Image_Runs_AsItsConfigurationSays()
    {
        var client = await engine.ClientAsync();
        var config = new ImageConfig
        {
            Entrypoint = ["sh", "-c"],
            Cmd = ["id -u; id -g; echo $GREETING; cat /etc/greeting /etc/link; ls /opt; cat no-such-file"],
            Env = ["PATH=/bin", "GREETING=hello there"],
            User = "1234:5678",
            WorkingDir = "/opt",
            ExposedPorts = ["8080/tcp"],
        };
        var archive = await ImageArchive.CreateAsync(
            engine.Repository,
            config,
            [
                .. TestImage.Files(),
                TestImage.Mark(engine.Repository),
                ImageFile.FromContent("etc/greeting", "from a file\n"u8.ToArray(), (UnixFileMode)0b110_100_100),
                ImageFile.SymbolicLink("etc/link", "greeting"),
                ImageFile.FromContent("opt/app", new byte[70_000]),
            ],
            None);
        await ImageLoader.EnsureAsync(client, archive, None);

        var (exitCode, stdout, _) = await DockerCli.TryRunAsync(
            "run", "--rm", "--network", "none", "--label", engine.Label, archive.Reference);

        Assert.Equal("1234\n5678\nhello there\nfrom a file\nfrom a file\napp", stdout);
        Assert.Equal(1, exitCode);
        Assert.Equal(
            "1 map[8080/tcp:{}] linux amd64",
            await DockerCli.RunAsync(
                "inspect",
                "--format",
                "{{len .RootFS.Layers}} {{.Config.ExposedPorts}} {{.Os}} {{.Architecture}}",
                archive.Reference));
    }
}

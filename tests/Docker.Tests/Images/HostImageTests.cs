using ScaleSim.Core.Engines;
using ScaleSim.Core.HostPrograms;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Engine;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Tests.Images;

/// <summary>Images of this machine's own programs, on a real Engine; the docker command is the witness.</summary>
public sealed class HostImageTests : IAsyncLifetime, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TemporaryDirectory _directory = new();
    private readonly List<string> _images = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (string image in _images)
        {
            await DockerCli.TryRunAsync("image", "rm", image);
        }
    }

    public void Dispose() => _directory.Dispose();

    [DockerFact]
    public async Task Program_Runs_WithNothingButItsOwnLibraries()
    {
        string image = await LoadAsync(new HostImageRequest { Programs = [new("/usr/bin/env")], Files = [Mark()] });

        string output = await RunAsync(image, "/usr/bin/env", "--", "/usr/bin/env", "-i", "A=1", "/usr/bin/env");

        Assert.Equal("A=1", output);
        Assert.Equal("host", await DockerCli.RunAsync(
            "inspect", "--format", "{{index .Config.Labels \"scalesim.source\"}}", image));
    }

    [DockerFact]
    public async Task Image_HasModesOwnersLinksAndAccounts_AsAsked()
    {
        Directory.CreateDirectory(_directory.File("data/open"));
        File.SetUnixFileMode(_directory.File("data/open"), (UnixFileMode)0b1_111_111_111);
        File.SetUnixFileMode(_directory.Write("data/secret", "s"), (UnixFileMode)0b110_100_000);
        File.CreateSymbolicLink(_directory.File("data/link"), _directory.File("data/secret"));
        string image = await LoadAsync(new HostImageRequest
        {
            Programs = [new("/bin/ls"), new("/usr/bin/id")],
            Files = [new(_directory.File("data")) { Target = "/srv/data", Owner = "3000000:1234" }, Mark()],
            Accounts = ["daemon"],
        });

        string listed = await RunAsync(
            image, "/bin/ls", "-lnd", "/tmp", "/srv/data/open", "/srv/data/secret", "/srv/data/link");
        string user = await RunAsync(image, "/usr/bin/id", "-un", "1");

        string[] lines = listed.Split('\n');
        Assert.Equal(
            ["lrwxrwxrwx 0 0", "drwxrwxrwt 3000000 1234", "-rw-r----- 3000000 1234", "drwxrwxrwt 0 0"],
            lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(fields => $"{fields[0]} {fields[2]} {fields[3]}"));
        Assert.EndsWith("/srv/data/link -> /srv/data/secret", lines[0], StringComparison.Ordinal);
        Assert.Equal("daemon", user);
    }

    /// <summary>The worker of many systems: a script, its interpreter, and a tree of the interpreter's files.</summary>
    [DockerFact]
    public async Task Script_Runs_WithItsInterpreterAndTheTreeThatThatNeeds()
    {
        (string command, string tree, string text) = Interpreter();
        string script = _directory.Write("script", $"#!/usr/bin/env {command}\n{text}\n");
        string image = await LoadAsync(new HostImageRequest
        {
            Programs = [new(script) { Target = "/srv/script", Mode = "0755" }],
            Files = [new(tree), Mark()],
        });

        Assert.Equal("{\"answer\": 42}", await RunAsync(image, "/srv/script"));
    }

    [DockerFact]
    public async Task DotNet_Runs_FromItsOwnDirectories()
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string root = Path.GetFullPath(Path.Combine(runtime, "../../.."));
        string assembly = typeof(HostImageTests).Assembly.Location;
        string image = await LoadAsync(new HostImageRequest
        {
            Programs = [new(Path.Combine(root, "dotnet"))],
            Files =
            [
                new(Path.Combine(root, "host/fxr")),
                new(runtime),
                new(Path.GetDirectoryName(assembly)!) { Target = "/srv/app" },
                Mark(),
            ],
        });

        string dotnet = Path.Combine(root, "dotnet");
        string runtimes = await RunAsync(image, dotnet, "--list-runtimes");
        string ran = await RunAsync(image, dotnet, "exec", $"/srv/app/{Path.GetFileName(assembly)}");

        Assert.Contains("Microsoft.NETCore.App", runtimes, StringComparison.Ordinal);
        Assert.Empty(ran);
    }

    [DockerFact]
    public async Task UnchangedInput_MakesNoNewImage_AndChangedInputAnother()
    {
        string file = _directory.Write("file", "one");
        var spec = new HostImageRequest { Programs = [new("/usr/bin/env")], Files = [new(file), Mark()] };
        string first = await LoadAsync(spec);
        string again = await LoadAsync(spec);
        string id = await IdAsync(first);
        File.WriteAllText(file, "two");

        string second = await LoadAsync(spec);

        Assert.Equal(first, again);
        Assert.Equal(id, await IdAsync(again));
        Assert.NotEqual(first, second);
        Assert.NotEqual(id, await IdAsync(second));
    }

    [DockerFact]
    public async Task RemovedImage_IsMissing_AndNoRegistryIsNamed()
    {
        using DockerClient client = await DockerClient.ConnectAsync(DockerFactAttribute.Endpoint(), None);
        var nobody = new ImageSource("scalesim-host-none", _directory.Path, []);
        var store = new ImageStore(client, new DockerEngineOptions { Sandbox = nobody });

        var missing = await Assert.ThrowsAsync<ImageMissingException>(
            () => store.FindAsync("scalesim/host:0000000000000000", None));

        Assert.Contains("makes it again", missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pull", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archive_NeedsNoEngine_AndIsFoundByItsContent()
    {
        HostImageContent content = new HostImageReader().Read(
            new HostImageRequest { Programs = [new("/usr/bin/env")] }, None);

        HostImageSource first = await HostImageSource.CreateAsync(content, None);
        HostImageSource second = await HostImageSource.CreateAsync(content, None);

        Assert.Matches("^scalesim/host:[0-9a-f]{16}$", first.Reference);
        Assert.Equal(first.Reference, second.Reference);
        Assert.InRange(first.Bytes, content.Bytes, content.Bytes + (1 << 20));
    }

    /// <summary>Makes the image nobody else's, so that it can be removed.</summary>
    private HostEntry Mark() =>
        new(_directory.Write("mark", $"{Guid.NewGuid()}")) { Target = "/etc/mark" };

    private static (string Command, string Tree, string Text) Interpreter()
    {
        const string Json = "{\"answer\": 42}";
        string python = new FileInfo("/usr/bin/python3").ResolveLinkTarget(returnFinalTarget: true)?.Name ?? "";
        return Directory.Exists($"/usr/lib/{python}") && python.Length > 0
            ? ("python3", $"/usr/lib/{python}", "import json, random\nprint(json.dumps({'answer': 42}))")
            : ("perl", "/usr/lib/x86_64-linux-gnu/perl-base", $"use strict; use POSIX; print '{Json}';");
    }

    private async Task<string> LoadAsync(HostImageRequest spec)
    {
        HostImageSource source = await HostImageSource.CreateAsync(new HostImageReader().Read(spec, None), None);
        using DockerClient client = await DockerClient.ConnectAsync(DockerFactAttribute.Endpoint(), None);
        var nobody = new ImageSource("scalesim-host-none", _directory.Path, []);
        var store = new ImageStore(client, new DockerEngineOptions { Sandbox = nobody, HostImages = [source] });
        string id = await store.FindAsync(source.Reference, None);
        _images.Add(source.Reference);
        Assert.Equal(id, await IdAsync(source.Reference));
        return source.Reference;
    }

    private static Task<string> IdAsync(string image) =>
        DockerCli.RunAsync("image", "inspect", "--format", "{{.Id}}", image);

    private static Task<string> RunAsync(string image, string program, params string[] arguments) => DockerCli.RunAsync(
    [
        "run", "--rm", "--name", $"scalesim-host-{Guid.NewGuid():N}", "--network", "none", "--read-only",
        "--cap-drop", "ALL",
        "--security-opt", "no-new-privileges", "--entrypoint", program, image, .. arguments,
    ]);
}

using System.Formats.Tar;
using System.IO.Compression;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Engine;
using ScaleSim.Docker.Images;
using ScaleSim.Docker.Tests.Registries;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>An <see cref="ImageStore"/> on the real Engine, and images of one test, which go with it.</summary>
internal sealed class RealImages : IAsyncDisposable
{
    private readonly List<string> _names = [];
    private readonly DockerClient _client;

    private RealImages(DockerClient client) => _client = client;

    public HelperFolder Folder { get; } = new();

    public List<string> Reports { get; } = [];

    public static async Task<RealImages> ConnectAsync() =>
        new(await DockerClient.ConnectAsync(DockerFactAttribute.Endpoint(), CancellationToken.None));

    /// <summary>A name of this test's own, removed at its end.</summary>
    public string Name(string tag, string registry = "")
    {
        string name = $"{registry}scalesim-pull-{Guid.NewGuid():N}"[..^20] + $":{tag}";
        _names.Add(name);
        return name;
    }

    /// <summary>Each asks the Engine anew, as another command would.</summary>
    public Task<string> FindAsync(string name, ImagePull pull) =>
        Store().FindAsync(name, pull, Reports.Add, CancellationToken.None);

    public Task<string> LoadAsync(string path, string? name = null) =>
        Store().LoadArchiveAsync(path, name, Reports.Add, CancellationToken.None);

    /// <summary>An image that exists nowhere else, on the Engine, under this name.</summary>
    public async Task<string> MakeAsync(string name)
    {
        ImageArchive archive = await TestImage.CreateAsync(Name("made").Split(':')[0]);
        _names.Add(archive.Reference);
        string id = await ImageLoader.EnsureAsync(_client, archive, CancellationToken.None);
        await DockerCli.RunAsync("tag", id, name);
        await DockerCli.RunAsync("rmi", archive.Reference);
        return id;
    }

    /// <summary>Configuration and compressed layer of an image that no Engine has.</summary>
    public async Task<(byte[] Config, byte[] Layer, byte[] Tar)> BlobsAsync(string architecture = "amd64")
    {
        var config = new ImageConfig
        {
            Cmd = ["sleep", "3600"], Env = ["PATH=/bin"], Architecture = architecture,
        };
        string mark = $"scalesim-pull-{Guid.NewGuid():N}";
        ImageArchive archive = await ImageArchive.CreateAsync(
            mark, config, [.. TestImage.Files(), TestImage.Mark(mark)], CancellationToken.None);
        using var bytes = new MemoryStream();
        await archive.WriteAsync(bytes, CancellationToken.None);
        bytes.Position = 0;
        using var tar = new TarReader(bytes);
        var entries = new Dictionary<string, byte[]>();
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream!.CopyTo(content);
            entries[entry.Name] = content.ToArray();
        }

        byte[] layer = entries.Single(entry => entry.Key.EndsWith("layer.tar", StringComparison.Ordinal)).Value;
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(layer);
        }

        entries.Remove("manifest.json");
        byte[] document = entries.Single(entry => entry.Key.EndsWith(".json", StringComparison.Ordinal)).Value;
        return (document, compressed.ToArray(), layer);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (string name in _names)
        {
            await DockerCli.TryRunAsync("rmi", "--force", name);
        }

        _client.Dispose();
        Folder.Dispose();
    }

    private ImageStore Store() => new(
        _client,
        new DockerEngineOptions { Sandbox = TestImageFolder.Source },
        new EnginePipelines(TimeProvider.System),
        Folder.Credentials());
}

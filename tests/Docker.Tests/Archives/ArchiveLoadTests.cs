using System.Formats.Tar;
using ScaleSim.Core.Engines;
using ScaleSim.Docker.Tests.Engine;

namespace ScaleSim.Docker.Tests.Archives;

/// <summary>Archives on their way into an Engine: when they are sent, what is sent, and what can go wrong.</summary>
public sealed class ArchiveLoadTests : IDisposable
{
    private static readonly string ConfigDigest = ArchiveBuilder.Digest(ArchiveBuilder.Config("a"));
    private static readonly string Layers = $"\"{ArchiveBuilder.Digest(ArchiveBuilder.Layer("a"))}\"";

    private readonly ImageScript _engine = new();
    private byte[] _received = [];

    private string Path => _engine.Folder.File("image.tar");

    public void Dispose() => Task.Run(() => _engine.DisposeAsync().AsTask()).GetAwaiter().GetResult();

    [Fact]
    public async Task Archives_AreNotSent_WhereTheEngineHasTheirImage()
    {
        await WriteAsync(Legacy().Bytes());
        _engine.Add(ConfigDigest, ConfigDigest, layers: Layers);

        Assert.Equal(ConfigDigest, await _engine.LoadAsync(Path));
        Assert.Empty(_engine.Loads);
        Assert.Equal(
            $"Archive {Path}: the engine has its image redis:7 (linux/amd64)", Assert.Single(_engine.Reports));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Archives_AreSentAsTheyAre_Once(bool gzip)
    {
        byte[] bytes = gzip ? Legacy().GzipBytes() : Legacy().Bytes();
        await WriteAsync(bytes);
        LoadBrings(ConfigDigest, "redis:7");

        Assert.Equal(ConfigDigest, await _engine.LoadAsync(Path));
        Assert.Equal(ConfigDigest, await _engine.LoadAsync(Path, "docker.io/library/redis:7"));
        Assert.Equal(bytes, _received);
        Assert.Single(_engine.Loads);
    }

    [Theory]
    [InlineData("{\"stream\":\"Loaded image: redis:7\\n\"}\n", "redis:7")]
    [InlineData("{\"stream\":\"Loaded image ID: sha256:77\\n\"}\n", "sha256:77")]
    public async Task Images_AreFound_ByWhatTheEngineSays_WhereItsStoreHasOtherIds(string answer, string name)
    {
        await WriteAsync(Legacy().Bytes());
        LoadBrings("sha256:77", name, answer);

        Assert.Equal("sha256:77", await _engine.LoadAsync(Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OciLayouts_GetAManifestInFront_ForStoresThatReadNothingElse(bool gzip)
    {
        ArchiveBuilder builder = new ArchiveBuilder().AddOciImage("a", out string manifest);
        builder
            .Add("index.json", $"{{\"manifests\":[{{\"digest\":\"{manifest}\",\"annotations\":{{"
                + "\"org.opencontainers.image.ref.name\":\"lab.example/redis:7\"}}]}")
            .Add("oci-layout", "{}");
        await WriteAsync(gzip ? builder.GzipBytes() : builder.Bytes());
        LoadBrings(ConfigDigest, "lab.example/redis:7");

        await _engine.LoadAsync(Path);

        using var tar = new TarReader(new MemoryStream(_received));
        var names = new List<string>();
        var manifestJson = "";
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            names.Add(entry.Name);
            manifestJson = entry.Name == "manifest.json"
                ? await new StreamReader(entry.DataStream!).ReadToEndAsync()
                : manifestJson;
        }

        Assert.Equal(["manifest.json", "index.json", "oci-layout"], names.Where(name => !name.StartsWith("blobs/")));
        Assert.Equal(6, names.Count);
        Assert.Equal(
            $"[{{\"Config\":\"blobs/{ConfigDigest.Replace(':', '/')}\",\"RepoTags\":[\"lab.example/redis:7\"],"
            + $"\"Layers\":[\"blobs/{Layers.Trim('"').Replace(':', '/')}\"]}}]",
            manifestJson);
    }

    [Fact]
    public async Task Loads_ThatBreak_AreTriedAgain_FromTheBeginning()
    {
        byte[] bytes = Legacy().Bytes();
        await WriteAsync(bytes);
        LoadBrings(ConfigDigest, "redis:7");
        Func<Api.Fakes.ScriptedExchange, Task> succeed = _engine.OnLoad;
        _engine.OnLoad = async exchange =>
        {
            if (_engine.Loads.Count == 1)
            {
                await exchange.ReadBodyAsync();
                exchange.Close();
                return;
            }

            await succeed(exchange);
        };

        Assert.Equal(ConfigDigest, await _engine.LoadAsync(Path));
        Assert.Equal(bytes, _received);
        Assert.Equal(2, _engine.Loads.Count);
    }

    [Theory]
    [InlineData("{\"errorDetail\":{\"message\":\"no space left on device\"}}\n", "\"no space left on device\"")]
    [InlineData("{\"stream\":\"Error unpacking image redis:7: bad layer\\n\"}\n", "image redis:7: bad layer")]
    public async Task Loads_ThatAreRefused_SayHow(string answer, string words)
    {
        await WriteAsync(Legacy().Bytes());
        LoadBrings("sha256:77", "nothing", answer);

        string message = await FailsAsync();

        Assert.StartsWith($"Archive {Path} can't be loaded: the engine refuses it", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
        Assert.Contains($"'docker load --input {Path}'", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loads_OfOtherLayersThanTheArchives_AreNotTaken()
    {
        await WriteAsync(Legacy().Bytes());
        LoadBrings("sha256:77", "redis:7");
        _engine.OnLoad = async exchange =>
        {
            await exchange.ReadBodyAsync();
            _engine.Add("redis:7", "sha256:77", layers: "\"sha256:other\"");
            await exchange.AnswerAsync(200, "{\"stream\":\"Loaded image: redis:7\\n\"}\n");
        };

        Assert.Contains("the engine has no image redis:7", await FailsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoArchive_IsToldWithItsPath_AndNothingIsSent()
    {
        string missing = await FailsAsync();
        await File.WriteAllTextAsync(Path, new string('x', 5000));
        string text = await FailsAsync();
        await WriteAsync(new ArchiveBuilder()
            .AddLegacyImage("a", out string a, "[\"redis:7\"]", "arm64").Add("manifest.json", $"[{a}]").Bytes());
        string foreign = await FailsAsync();
        string misnamed = await FailsAsync("Redis");

        Assert.Equal(
            $"Archive {Path} can't be loaded: there is no such file. Make one with 'docker save --output {Path} IMAGE'"
            + ", and run the same command again.",
            missing);
        Assert.Contains("it is no tar archive", text, StringComparison.Ordinal);
        Assert.Contains(
            "it has redis:7 (linux/arm64), and this engine runs on linux/amd64", foreign, StringComparison.Ordinal);
        Assert.Contains("Image 'Redis' is no name of an image", misnamed, StringComparison.Ordinal);
        Assert.Empty(_engine.Loads);
    }

    [Fact]
    public async Task Loads_AreCancelled()
    {
        await WriteAsync(Legacy().Bytes());
        using var cancel = new CancellationTokenSource();
        _engine.OnLoad = async exchange =>
        {
            await exchange.ReadBodyAsync();
            await cancel.CancelAsync();
            await exchange.HangAsync();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _engine.LoadAsync(Path, cancellationToken: cancel.Token));
    }

    private static ArchiveBuilder Legacy() => new ArchiveBuilder()
        .AddLegacyImage("a", out string manifest, "[\"redis:7\"]")
        .Add("manifest.json", $"[{manifest}]");

    private Task WriteAsync(byte[] bytes) => File.WriteAllBytesAsync(Path, bytes);

    private void LoadBrings(string id, string name, string? answer = null) => _engine.OnLoad = async exchange =>
    {
        _received = await exchange.ReadBodyAsync();
        _engine.Add(id, id, layers: Layers);
        _engine.Add(name, id, layers: Layers);
        await exchange.AnswerAsync(200, answer ?? $"{{\"stream\":\"Loaded image: {name}\\n\"}}\n");
    };

    private async Task<string> FailsAsync(string? name = null) =>
        (await Assert.ThrowsAsync<ImageMissingException>(() => _engine.LoadAsync(Path, name))).Message;
}

using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Tests.Images;

/// <summary>The bytes of an image archive.</summary>
public sealed class ImageArchiveTests : IDisposable
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ImageConfig Config = new()
    {
        Entrypoint = ["/bin/worker"],
        Cmd = ["--serve"],
        Env = ["B=2", "A=1"],
        Labels = new Dictionary<string, string> { ["z"] = "1", ["a"] = "2" },
        User = "1000",
        ExposedPorts = ["9000/tcp", "8000/tcp"],
    };

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Archive_HoldsManifestConfigurationAndLayer_WhoseDigestsAgree()
    {
        var archive = await CreateAsync(ImageFile.FromContent("bin/worker", "program"u8.ToArray()));
        var entries = await EntriesAsync(await BytesAsync(archive));

        using var manifest = JsonDocument.Parse(entries["manifest.json"].Content);
        var image = Assert.Single(manifest.RootElement.EnumerateArray());
        var documentName = image.GetProperty("Config").GetString()!;
        var layerName = Assert.Single(image.GetProperty("Layers").EnumerateArray()).GetString()!;
        Assert.Equal(
            [archive.Reference], image.GetProperty("RepoTags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal($"{Digest(entries[documentName].Content)}.json", documentName);
        Assert.Equal([documentName, "manifest.json", layerName], entries.Keys);

        using var document = JsonDocument.Parse(entries[documentName].Content);
        Assert.Equal(
            $"sha256:{Digest(entries[layerName].Content)}",
            document.RootElement.GetProperty("rootfs").GetProperty("diff_ids")[0].GetString());
        Assert.Equal(archive.LayerBytes, entries[layerName].Content.Length);
        Assert.Equal(
            "{\"User\":\"1000\",\"ExposedPorts\":{\"8000/tcp\":{},\"9000/tcp\":{}},\"Env\":[\"B=2\",\"A=1\"],"
            + "\"Entrypoint\":[\"/bin/worker\"],\"Cmd\":[\"--serve\"],"
            + $"\"Labels\":{{\"a\":\"2\",\"scalesim.image\":\"{archive.ContentDigest}\",\"z\":\"1\"}}}}",
            document.RootElement.GetProperty("config").GetRawText());
    }

    [Fact]
    public async Task Layer_HoldsTheFiles_SortedWithTheirParents_OwnedByRoot()
    {
        var source = _directory.Write("source", "from a file");
        var archive = await CreateAsync(
            ImageFile.SymbolicLink("/usr/bin/link", "../../bin/worker"),
            ImageFile.FromFile("bin/worker", source),
            ImageFile.FromContent("etc/name", "content"u8.ToArray(), ReadOnly),
            ImageFile.Directory("data", (UnixFileMode)0b1_111_111_111));

        var outer = await EntriesAsync(await BytesAsync(archive));
        var layer = await EntriesAsync(
            outer.Single(entry => entry.Key.EndsWith("layer.tar", StringComparison.Ordinal)).Value.Content);

        Assert.Equal(
            ["bin/", "bin/worker", "data/", "etc/", "etc/name", "usr/", "usr/bin/", "usr/bin/link"], layer.Keys);
        Assert.Equal("from a file", Encoding.UTF8.GetString(layer["bin/worker"].Content));
        Assert.Equal("content", Encoding.UTF8.GetString(layer["etc/name"].Content));
        Assert.Equal("../../bin/worker", layer["usr/bin/link"].Entry.LinkName);
        Assert.Equal((UnixFileMode)0b1_111_111_111, layer["data/"].Entry.Mode);
        Assert.Equal((UnixFileMode)0b111_101_101, layer["bin/worker"].Entry.Mode);
        Assert.Equal(ReadOnly, layer["etc/name"].Entry.Mode);
        Assert.All(layer.Values.Concat(outer.Values), entry =>
        {
            Assert.Equal((0, 0), (entry.Entry.Uid, entry.Entry.Gid));
            Assert.Equal(DateTimeOffset.UnixEpoch, entry.Entry.ModificationTime);
        });
    }

    [Fact]
    public async Task Owners_AreKept_AndMakeAnotherImage()
    {
        var file = ImageFile.FromContent("a", "x"u8.ToArray());
        var owned = await CreateAsync(file with { Uid = 3_000_000, Gid = 7 });

        var outer = await EntriesAsync(await BytesAsync(owned));
        var layer = await EntriesAsync(
            outer.Single(entry => entry.Key.EndsWith("layer.tar", StringComparison.Ordinal)).Value.Content);

        Assert.Equal((3_000_000, 7), (layer["a"].Entry.Uid, layer["a"].Entry.Gid));
        Assert.NotEqual((await CreateAsync(file)).ContentTag, owned.ContentTag);
    }

    [Fact]
    public async Task SameInput_MakesTheSameBytes_WhateverItsOrderAndTimes()
    {
        var source = _directory.Write("source", "same");
        ImageFile[] files =
        [
            ImageFile.FromFile("b", source),
            ImageFile.FromContent("a/c", "x"u8.ToArray()),
            ImageFile.Directory("tmp"),
        ];
        var first = await CreateAsync(files);
        var bytes = await BytesAsync(first);
        File.SetLastWriteTimeUtc(source, new DateTime(2001, 2, 3, 0, 0, 0, DateTimeKind.Utc));

        var second = await CreateAsync([.. files.Reverse()]);

        Assert.Equal(first.ContentTag, second.ContentTag);
        Assert.Equal(Digest(bytes), Digest(await BytesAsync(second)));
    }

    [Fact]
    public async Task OtherInput_MakesAnotherTag()
    {
        var one = ImageFile.FromContent("a", "x"u8.ToArray());
        ImageConfig[] configs =
        [
            Config,
            Config with { Cmd = ["--other"] },
            Config with { Entrypoint = [] },
            Config with { Env = ["A=1", "B=2"] },
            Config with { Labels = new Dictionary<string, string>() },
            Config with { User = "" },
            Config with { WorkingDir = "/data" },
            Config with { ExposedPorts = [] },
            Config with { Architecture = "arm64" },
        ];
        ImageFile[][] files =
        [
            [ImageFile.FromContent("a", "y"u8.ToArray())],
            [ImageFile.FromContent("b", "x"u8.ToArray())],
            [ImageFile.FromContent("a", "x"u8.ToArray(), ReadOnly)],
            [ImageFile.SymbolicLink("a", "x")],
            [one, ImageFile.Directory("tmp")],
        ];
        var tags = new List<string>();
        foreach (var config in configs)
        {
            tags.Add((await ImageArchive.CreateAsync("r", config, [one], None)).ContentTag);
        }

        foreach (var list in files)
        {
            tags.Add((await ImageArchive.CreateAsync("r", Config, list, None)).ContentTag);
        }

        Assert.Equal(tags.Count, tags.Distinct().Count());
        Assert.All(tags, tag => Assert.Matches("^[0-9a-f]{16}$", tag));
    }

    [Fact]
    public async Task LongPaths_AndLargeFiles_Survive()
    {
        var deep = string.Join('/', Enumerable.Repeat(new string('d', 60), 8)) + "/file";
        var content = new byte[5_000_001];
        new Random(3).NextBytes(content);
        var archive = await CreateAsync(
            ImageFile.FromContent(deep, content), ImageFile.SymbolicLink("link", $"/{deep}"));

        var outer = await EntriesAsync(await BytesAsync(archive));
        var layer = await EntriesAsync(
            outer.Single(entry => entry.Key.EndsWith("layer.tar", StringComparison.Ordinal)).Value.Content);

        Assert.Equal(Digest(content), Digest(layer[deep].Content));
        Assert.Equal($"/{deep}", layer["link"].Entry.LinkName);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a\0b")]
    public void Paths_OutsideTheImage_AreRefused(string path) =>
        Assert.Throws<ArgumentException>(() => ImageFile.Directory(path));

    [Fact]
    public async Task Files_ThatContradictEachOther_AreRefused()
    {
        var file = ImageFile.FromContent("a/b", default);

        var twice = await Assert.ThrowsAsync<ArgumentException>(
            () => CreateAsync(file, ImageFile.SymbolicLink("/a//b", "c")));
        var below = await Assert.ThrowsAsync<ArgumentException>(
            () => CreateAsync(file, ImageFile.SymbolicLink("a", "usr/a")));

        var none = await Assert.ThrowsAsync<ArgumentException>(() => CreateAsync());
        Assert.Contains("no files", none.Message, StringComparison.Ordinal);
        Assert.Contains("name a/b twice", twice.Message, StringComparison.Ordinal);
        Assert.Contains(
            "a/b lies below a, which is no directory but SymbolicLink", below.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MissingSource_IsAnError_AtOnce()
    {
        var missing = ImageFile.FromFile("a", _directory.File("missing"));

        await Assert.ThrowsAsync<FileNotFoundException>(() => CreateAsync(missing));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    [InlineData("longer than it was, by more than a block: ")]
    public async Task Source_ThatChangesAfterwards_IsAnError(string content)
    {
        var source = _directory.Write("source", new string('x', 20_000));
        var archive = await CreateAsync(ImageFile.FromFile("a", source));
        File.WriteAllText(source, content.Length > 10 ? content + new string('y', 40_000) : content);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => BytesAsync(archive));

        Assert.Contains("has changed while it was sent", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Source_ThatVanishesAfterwards_IsAnError_AndNotOneOfTheConnection()
    {
        var source = _directory.Write("source", "x");
        var archive = await CreateAsync(ImageFile.FromFile("a", source));
        File.Delete(source);

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => BytesAsync(archive));

        Assert.Contains(source, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writing_Ends_WhenItsReceiverFails()
    {
        var archive = await CreateAsync(ImageFile.FromContent("a", new byte[10_000_000]));
        using var closed = new MemoryStream(new byte[100_000]);

        await Assert.ThrowsAsync<NotSupportedException>(() => archive.WriteAsync(closed, None));
    }

    private static Task<ImageArchive> CreateAsync(params ImageFile[] files) =>
        ImageArchive.CreateAsync("scalesim/test", Config, files, None);

    private static async Task<byte[]> BytesAsync(ImageArchive archive)
    {
        using var stream = new MemoryStream();
        await archive.WriteAsync(stream, None);
        return stream.ToArray();
    }

    private static async Task<Dictionary<string, (TarEntry Entry, byte[] Content)>> EntriesAsync(byte[] tar)
    {
        var entries = new Dictionary<string, (TarEntry, byte[])>();
        using var reader = new TarReader(new MemoryStream(tar));
        while (await reader.GetNextEntryAsync(copyData: true) is { } entry)
        {
            using var content = new MemoryStream();
            await (entry.DataStream?.CopyToAsync(content) ?? Task.CompletedTask);
            entries.Add(entry.Name, (entry, content.ToArray()));
        }

        return entries;
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

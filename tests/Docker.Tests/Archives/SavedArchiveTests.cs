using ScaleSim.Docker.Archives;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Tests.Archives;

/// <summary>What is in an image archive, and what is wrong with one that is none.</summary>
public sealed class SavedArchiveTests : IDisposable
{
    private static readonly EnginePlatform Amd64 = new("linux", "amd64");

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(false, "./")]
    public async Task DockerSave_IsRead(bool gzip, string prefix)
    {
        string config = ArchiveBuilder.Config("a");
        ArchiveBuilder builder = new ArchiveBuilder()
            .Add($"{prefix}a/layer.tar", ArchiveBuilder.Layer("a"))
            .Add($"{prefix}c.json", config)
            .Add($"{prefix}manifest.json", "[{\"Config\":\"c.json\",\"RepoTags\":[\"redis:7\",\"lab.example/redis:7\"],"
                + "\"Layers\":[\"a/layer.tar\"]}]");

        SavedArchive archive = await ReadAsync(gzip ? builder.GzipBytes() : builder.Bytes());
        SavedImage image = archive.Choose(null, Amd64);

        Assert.Equal((gzip, true), (archive.IsGzip, archive.HasManifest));
        Assert.Equal(ArchiveBuilder.Digest(config), image.ConfigDigest);
        Assert.Equal(["redis:7", "lab.example/redis:7"], image.Names);
        Assert.Equal([ArchiveBuilder.Digest(ArchiveBuilder.Layer("a"))], image.DiffIds);
        Assert.Equal([image.ConfigDigest], image.Ids);
    }

    [Fact]
    public async Task DockerSave_OfNewerEngines_KnowsTheIdsOfBothStores()
    {
        string config = ArchiveBuilder.Digest(ArchiveBuilder.Config("a"));
        ArchiveBuilder builder = new ArchiveBuilder().AddOciImage("a", out string manifest);
        builder
            .AddBlob($"{{\"manifests\":[{{\"digest\":\"{manifest}\"}}]}}", out string index)
            .Add("index.json", $"{{\"manifests\":[{{\"digest\":\"{index}\",\"annotations\":{{"
                + "\"io.containerd.image.name\":\"docker.io/library/redis:7\","
                + "\"org.opencontainers.image.ref.name\":\"7\"}}]}")
            .Add("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
            .Add("manifest.json", $"[{{\"Config\":\"blobs/{config.Replace(':', '/')}\",\"RepoTags\":null,\"Layers\":["
                + $"\"blobs/{ArchiveBuilder.Digest(ArchiveBuilder.Layer("a")).Replace(':', '/')}\"]}}]");

        SavedImage image = (await ReadAsync(builder.Bytes())).Choose("redis:7", Amd64);

        Assert.Equal([config, manifest, index], image.Ids);
        Assert.Equal(["redis:7"], image.Names);
    }

    [Fact]
    public async Task OciLayouts_AreRead_WithoutManifestJson()
    {
        ArchiveBuilder builder = new ArchiveBuilder().AddOciImage("a", out string manifest);
        builder.Add("index.json", $"{{\"manifests\":[{{\"digest\":\"{manifest}\"}}]}}");

        SavedArchive archive = await ReadAsync(builder.Bytes());
        SavedImage image = archive.Choose(null, Amd64);

        Assert.False(archive.HasManifest);
        Assert.Equal([ArchiveBuilder.Digest(ArchiveBuilder.Config("a")), manifest], image.Ids);
        Assert.Empty(image.Names);
    }

    [Fact]
    public async Task OciLayouts_ForSeveralMachines_GiveTheEnginesOwn()
    {
        ArchiveBuilder builder = new ArchiveBuilder()
            .AddOciImage("arm", out string arm, "arm64")
            .AddOciImage("x86", out string x86, "386")
            .AddOciImage("amd", out string amd)
            .AddOciImage("proof", out string proof, "unknown");
        string absent = ArchiveBuilder.Digest("not saved with it");
        builder
            .AddBlob($"{{\"manifests\":[{{\"digest\":\"{arm}\"}},{{\"digest\":\"{x86}\"}},{{\"digest\":\"{amd}\"}},"
                + $"{{\"digest\":\"{absent}\"}},{{\"digest\":\"{proof}\",\"annotations\":{{"
                + "\"vnd.docker.reference.type\":\"attestation-manifest\"}}]}", out string index)
            .Add("index.json", $"{{\"manifests\":[{{\"digest\":\"{index}\",\"annotations\":{{"
                + "\"org.opencontainers.image.ref.name\":\"lab.example/worker:1\"}}]}");
        SavedArchive archive = await ReadAsync(builder.Bytes());

        Assert.Equal(3, archive.Images.Count);
        Assert.Equal(
            [ArchiveBuilder.Digest(ArchiveBuilder.Config("amd")), amd, index], archive.Choose(null, Amd64).Ids);
        Assert.Equal("arm64", archive.Choose("lab.example/worker:1", new("linux", "arm64")).Architecture);
        Assert.Contains(
            "this engine runs on linux/s390x",
            Assert.Throws<ArchiveException>(() => archive.Choose(null, new("linux", "s390x"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Archives_OfSeveralImages_NeedAName_AndListTheirs()
    {
        ArchiveBuilder builder = new ArchiveBuilder()
            .AddLegacyImage("b", out string b, "[\"redis:7\"]")
            .AddLegacyImage("a", out string a, "null");
        SavedArchive archive = await ReadAsync(builder.Add("manifest.json", $"[{b},{a}]").Bytes());

        string many = Assert.Throws<ArchiveException>(() => archive.Choose(null, Amd64)).Message;
        string none = Assert.Throws<ArchiveException>(() => archive.Choose("redis:8", Amd64)).Message;

        string unnamed = ArchiveBuilder.Digest(ArchiveBuilder.Config("a"))[..19];
        Assert.Equal(
            "it has 2 images, and one is to be chosen; name one of "
            + $"redis:7 (linux/amd64); {unnamed} (linux/amd64)",
            many);
        Assert.Contains("it has no image redis:8; it has redis:7 (linux/amd64)", none, StringComparison.Ordinal);
        Assert.Equal(["redis:7"], archive.Choose("redis:7", Amd64).Names);
    }

    [Fact]
    public async Task Layers_ArePassedOver_NotKept()
    {
        string path = _directory.File("large.tar");
        byte[] small = new ArchiveBuilder().AddLegacyImage("a", out string manifest, "[\"redis:7\"]")
            .Add("manifest.json", $"[{manifest}]").Add("large", "").Bytes();

        // An entry of 3 GB, all of it a hole of the file: read, it would take seconds and three times the memory.
        await using (FileStream file = File.Create(path))
        {
            file.Write(small.AsSpan(..^(512 + 1024)));
            file.Write(Header("large", 3L << 30));
            file.SetLength(file.Position + (3L << 30) + 1024);
        }

        long before = GC.GetTotalAllocatedBytes(precise: true);
        SavedArchive archive = await SavedArchive.ReadAsync(path, CancellationToken.None);

        Assert.Single(archive.Images);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 << 20);
    }

    [Theory]
    [InlineData("nothing", "it is no tar archive")]
    [InlineData("text", "it is no tar archive")]
    [InlineData("zeros", "it is no tar archive, or has nothing in it")]
    [InlineData("plain", "there is neither a manifest.json nor an index.json that lists one")]
    [InlineData("empty-list", "there is neither a manifest.json nor an index.json that lists one")]
    [InlineData("no-config", "it has no c.json, which another part of it names")]
    [InlineData("no-layer", "it has no a/layer.tar, a layer of its image")]
    [InlineData("not-json", "its manifest.json is no JSON of usual size")]
    [InlineData("bad-json", "its manifest.json can't be read: ")]
    [InlineData("bad-shape", "its manifest.json can't be read: ")]
    [InlineData("null-entry", "there is neither a manifest.json nor an index.json that lists one")]
    [InlineData("no-names", "there is neither a manifest.json nor an index.json that lists one")]
    [InlineData("zstd", "it is compressed by zstd, and only gzip is read here; decompress it with 'zstd -d'")]
    [InlineData("xz", "it is compressed by xz")]
    [InlineData("bzip2", "it is compressed by bzip2")]
    [InlineData("gzip-of-text", "it is no tar archive")]
    public async Task WhatIsNoImageArchive_SaysWhy(string kind, string why)
    {
        ArchiveBuilder builder = new();
        byte[] bytes = kind switch
        {
            "nothing" => [],
            "text" => [.. Enumerable.Repeat((byte)'x', 5000)],
            "zeros" => new byte[10_240],
            "plain" => builder.Add("readme", "hello").Bytes(),
            "empty-list" => builder.Add("manifest.json", "[]").Bytes(),
            "no-config" => builder.Add("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[]}]").Bytes(),
            "no-layer" => builder.Add("c.json", "{}")
                .Add("manifest.json", "[{\"Config\":\"c.json\",\"Layers\":[\"a/layer.tar\"]}]").Bytes(),
            "not-json" => builder.Add("manifest.json", "hello").Bytes(),
            "bad-json" => builder.Add("manifest.json", "[{").Bytes(),
            "bad-shape" => builder.Add("manifest.json", "{\"Config\":5}").Bytes(),
            "null-entry" => builder.Add("manifest.json", "[null]").Bytes(),
            "no-names" => builder.Add("index.json", "{\"manifests\":[{\"digest\":\"../../c.json\"}]}").Bytes(),
            "zstd" => [0x28, 0xB5, 0x2F, 0xFD, 0, 0, 0, 0],
            "xz" => [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0, 0],
            "bzip2" => "BZh91AY"u8.ToArray(),
            _ => GzipOf([.. Enumerable.Repeat((byte)'x', 5000)]),
        };

        var failure = await Assert.ThrowsAsync<ArchiveException>(() => ReadAsync(bytes));

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Archives_CutAnywhere_AreNeverTakenForWhole(bool gzip)
    {
        ArchiveBuilder builder = new ArchiveBuilder().AddLegacyImage("a", out string manifest, "[\"redis:7\"]");
        string list = $"[{manifest}]";
        builder.Add("b/layer.tar", new byte[5000]).Add("manifest.json", list);
        byte[] whole = gzip ? builder.GzipBytes() : builder.Bytes();

        // What fills the last block, the zeros behind it and the checksum of gzip are nothing of the image.
        int end = gzip ? whole.Length / 2 : whole.Length - 1024 - (512 - (list.Length % 512));
        for (int length = 3; length < end; length += gzip ? 7 : 97)
        {
            await Assert.ThrowsAsync<ArchiveException>(() => ReadAsync(whole[..length]));
        }
    }

    [Fact]
    public async Task Paths_WithoutAnArchive_SaySo()
    {
        string folder = Directory.CreateDirectory(_directory.File("layout")).FullName;

        Assert.Equal("there is no such file", await WhyAsync(_directory.File("nope.tar")));
        Assert.Equal("there is no such file", await WhyAsync(_directory.File("no/such/folder/nope.tar")));
        Assert.Contains($"make a file of it with 'tar -C {folder} ", await WhyAsync(folder), StringComparison.Ordinal);
    }

    private static async Task<string> WhyAsync(string path) => (await Assert.ThrowsAsync<ArchiveException>(
        () => SavedArchive.ReadAsync(path, CancellationToken.None))).Message;

    private static byte[] GzipOf(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(
            compressed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    /// <summary>A ustar header: a size in octal, a checksum over all bytes with spaces in its own place.</summary>
    private static byte[] Header(string name, long size)
    {
        byte[] header = new byte[512];
        void Put(int offset, string text) => System.Text.Encoding.ASCII.GetBytes(text).CopyTo(header, offset);
        Put(0, name);
        Put(100, "0000644\0");
        Put(124, $"{Convert.ToString(size, 8).PadLeft(11, '0')}\0");
        Put(136, "00000000000\0");
        Put(148, "        ");
        Put(156, "0");
        Put(257, "ustar\0" + "00");
        Put(148, $"{Convert.ToString(header.Sum(value => value), 8).PadLeft(6, '0')}\0 ");
        return header;
    }

    private Task<SavedArchive> ReadAsync(byte[] bytes)
    {
        string path = _directory.File("image.tar");
        File.WriteAllBytes(path, bytes);
        return SavedArchive.ReadAsync(path, CancellationToken.None);
    }
}

using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace ScaleSim.Docker.Tests.Archives;

/// <summary>Writes image archives entry by entry, right or wrong, in the forms of several tools.</summary>
internal sealed class ArchiveBuilder
{
    private readonly List<(string Name, byte[] Content)> _entries = [];

    public static string Digest(string text) => Digest(Encoding.UTF8.GetBytes(text));

    public static string Digest(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    /// <summary>A configuration whose one layer has the digest of <see cref="Layer"/>.</summary>
    public static string Config(string mark, string architecture = "amd64", string os = "linux") =>
        $"{{\"os\":\"{os}\",\"architecture\":\"{architecture}\",\"config\":{{\"Env\":[\"MARK={mark}\"]}},"
        + $"\"rootfs\":{{\"type\":\"layers\",\"diff_ids\":[\"{Digest(Layer(mark))}\"]}}}}";

    public static byte[] Layer(string mark) => [.. new byte[] { 0, 1, 2 }, .. Encoding.UTF8.GetBytes(mark)];

    public ArchiveBuilder Add(string name, byte[] content)
    {
        _entries.Add((name, content));
        return this;
    }

    public ArchiveBuilder Add(string name, string content) => Add(name, Encoding.UTF8.GetBytes(content));

    /// <summary>Under its digest, as an OCI layout keeps it.</summary>
    public ArchiveBuilder AddBlob(string content, out string digest)
    {
        digest = Digest(content);
        return Add($"blobs/{digest.Replace(':', '/')}", content);
    }

    /// <summary>An image in the form of Engine 20.10, but for manifest.json, which the caller adds.</summary>
    public ArchiveBuilder AddLegacyImage(string mark, out string manifest, string tags, string architecture = "amd64")
    {
        string config = Config(mark, architecture);
        string name = $"{Digest(config)[7..]}.json";
        manifest = $"{{\"Config\":\"{name}\",\"RepoTags\":{tags},\"Layers\":[\"{mark}/layer.tar\"]}}";
        return Add($"{mark}/VERSION", "1.0").Add($"{mark}/layer.tar", Layer(mark)).Add(name, config);
    }

    /// <summary>A manifest with its configuration and layer as blobs.</summary>
    public ArchiveBuilder AddOciImage(string mark, out string manifestDigest, string architecture = "amd64")
    {
        byte[] layer = Layer(mark);
        string layerDigest = Digest(layer);
        return AddBlob(Config(mark, architecture), out string config)
            .Add($"blobs/{layerDigest.Replace(':', '/')}", layer)
            .AddBlob(
                "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\","
                + $"\"digest\":\"{config}\"}},\"layers\":[{{\"digest\":\"{layerDigest}\"}}]}}",
                out manifestDigest);
    }

    public byte[] Bytes()
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in _entries)
            {
                using var data = new MemoryStream(content);
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = data });
            }
        }

        return bytes.ToArray();
    }

    public byte[] GzipBytes()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Bytes());
        }

        return bytes.ToArray();
    }
}

using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;

namespace ScaleSim.Docker.Images;

/// <summary>
/// An image in the form of <c>docker save</c>, made from files without registry, base image or build: manifest.json,
/// configuration, one layer. The same input makes the same bytes, and so the same image, on any machine.
/// </summary>
internal sealed class ImageArchive
{
    /// <summary>On every image that this class makes; its value is <see cref="ContentDigest"/>.</summary>
    public const string ContentLabel = "scalesim.image";

    private const int TagLength = 16;

    private const UnixFileMode Plain =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly ImageLayer _layer;
    private readonly byte[] _document;

    private ImageArchive(string repository, ImageConfig config, ImageLayer layer)
    {
        Repository = repository;
        _layer = layer;
        ContentDigest = Convert.ToHexStringLower(SHA256.HashData(Document(config, layer)));
        var labels = new Dictionary<string, string>(config.Labels) { [ContentLabel] = ContentDigest };
        _document = Document(config with { Labels = labels }, layer);
    }

    /// <summary>Such as <c>scalesim/worker</c>.</summary>
    public string Repository { get; }

    /// <summary>SHA-256 over configuration and files, in hexadecimal.</summary>
    public string ContentDigest { get; }

    /// <summary>The beginning of <see cref="ContentDigest"/>: unchanged input has the tag that it had.</summary>
    public string ContentTag => ContentDigest[..TagLength];

    /// <summary>The image's full name, such as <c>scalesim/worker:0a1b2c3d4e5f6071</c>.</summary>
    public string Reference => $"{Repository}:{ContentTag}";

    /// <summary>Bytes of the unpacked layer's archive: about what the image takes on disk.</summary>
    public long LayerBytes => _layer.Length;

    /// <param name="repository">The image's name without a tag, in lower case.</param>
    /// <exception cref="ArgumentException">The files contradict each other.</exception>
    /// <exception cref="IOException">A source file can't be read.</exception>
    public static async Task<ImageArchive> CreateAsync(
        string repository, ImageConfig config, IReadOnlyList<ImageFile> files, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(repository);
        ArgumentNullException.ThrowIfNull(config);
        var layer = await ImageLayer.CreateAsync(files, cancellationToken).ConfigureAwait(false);
        return new ImageArchive(repository, config, layer);
    }

    /// <summary>Writes the archive. Files are read again, so they must be what they were at creation.</summary>
    /// <exception cref="InvalidDataException">A source file has changed.</exception>
    public async Task WriteAsync(Stream destination, CancellationToken cancellationToken)
    {
        var documentName = $"{Convert.ToHexStringLower(SHA256.HashData(_document))}.json";
        var layerName = $"{_layer.Digest}/layer.tar";
        IReadOnlyList<ImageManifest> manifest = [new(documentName, [Reference], [layerName])];
        var tar = new TarWriter(destination, TarEntryFormat.Gnu, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            await WriteAsync(tar, documentName, _document, cancellationToken).ConfigureAwait(false);
            var manifestJson = JsonSerializer.SerializeToUtf8Bytes(
                manifest, ImageJsonContext.Default.IReadOnlyListImageManifest);
            await WriteAsync(tar, "manifest.json", manifestJson, cancellationToken).ConfigureAwait(false);
            var layer = new LayerStream(_layer, cancellationToken);
            await using (layer.ConfigureAwait(false))
            {
                await WriteAsync(tar, layerName, layer, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static byte[] Document(ImageConfig config, ImageLayer layer)
    {
        var document = new ImageDocument
        {
            Architecture = config.Architecture,
            Config = ImageDocumentConfig.From(config),
            RootFS = new ImageDocumentRootFS("layers", [$"sha256:{layer.Digest}"]),
        };
        return JsonSerializer.SerializeToUtf8Bytes(document, ImageJsonContext.Default.ImageDocument);
    }

    private static async Task WriteAsync(
        TarWriter tar, string path, byte[] content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content, writable: false);
        await WriteAsync(tar, path, stream, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteAsync(
        TarWriter tar, string path, Stream content, CancellationToken cancellationToken)
    {
        var entry = TarEntries.Create(TarEntryType.RegularFile, path, Plain);
        entry.DataStream = content;
        await tar.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
    }
}

using System.Formats.Tar;

namespace ScaleSim.Docker.Images;

/// <summary>
/// The one layer of an image as a tar archive that depends on its files alone: sorted, with fixed times.
/// It is written twice, once to learn its digest and length and once to send it, and is never held in memory.
/// </summary>
internal sealed class ImageLayer
{
    private readonly IReadOnlyList<ImageFile> _files;

    private ImageLayer(IReadOnlyList<ImageFile> files, string digest, long length)
    {
        _files = files;
        Digest = digest;
        Length = length;
    }

    /// <summary>SHA-256 of the archive, in hexadecimal.</summary>
    public string Digest { get; }

    /// <summary>Bytes of the archive.</summary>
    public long Length { get; }

    /// <exception cref="ArgumentException">The files contradict each other.</exception>
    public static async Task<ImageLayer> CreateAsync(
        IReadOnlyList<ImageFile> files, CancellationToken cancellationToken)
    {
        var tree = ImageTree.Complete(files);
        using var counting = new HashingStream();
        await WriteAsync(tree, counting, cancellationToken).ConfigureAwait(false);
        return new ImageLayer(tree, counting.Digest(), counting.Length);
    }

    public Task WriteAsync(Stream destination, CancellationToken cancellationToken) =>
        WriteAsync(_files, destination, cancellationToken);

    private static async Task WriteAsync(
        IReadOnlyList<ImageFile> files, Stream destination, CancellationToken cancellationToken)
    {
        var tar = new TarWriter(destination, TarEntryFormat.Gnu, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            foreach (var file in files)
            {
                await WriteAsync(tar, file, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task WriteAsync(TarWriter tar, ImageFile file, CancellationToken cancellationToken)
    {
        using var content = file.Kind switch
        {
            ImageFileKind.SourceFile => File.OpenRead(file.SourcePath),
            ImageFileKind.Content => new MemoryStream(file.Content.ToArray(), writable: false),
            _ => (Stream?)null,
        };
        await tar.WriteEntryAsync(Entry(file, content), cancellationToken).ConfigureAwait(false);
    }

    private static TarEntry Entry(ImageFile file, Stream? content)
    {
        switch (file.Kind)
        {
            case ImageFileKind.Directory:
                return Create(TarEntryType.Directory, $"{file.Path}/", file);
            case ImageFileKind.SymbolicLink:
                var link = Create(TarEntryType.SymbolicLink, file.Path, file);
                link.LinkName = file.LinkTarget;
                return link;
            default:
                var entry = Create(TarEntryType.RegularFile, file.Path, file);
                entry.DataStream = content;
                return entry;
        }
    }

    private static TarEntry Create(TarEntryType type, string path, ImageFile file) =>
        TarEntries.Create(type, path, file.Mode, file.Uid, file.Gid);
}

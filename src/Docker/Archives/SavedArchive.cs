using System.IO.Compression;
using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Archives;

/// <summary>An image archive on this machine: a tar file, perhaps gzip-compressed, of one or more images.</summary>
internal sealed class SavedArchive
{
    private const int BufferBytes = 1024 * 1024;
    private static readonly byte[] GzipMark = [0x1F, 0x8B];

    /// <summary>What the Engine might read and this program does not.</summary>
    private static readonly (byte[] Mark, string Program)[] OtherCompressions =
    [
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "xz"),
        ([0x42, 0x5A, 0x68], "bzip2"),
    ];

    private SavedArchive(string path, bool isGzip, bool hasManifest, IReadOnlyList<SavedImage> images)
    {
        Path = path;
        IsGzip = isGzip;
        HasManifest = hasManifest;
        Images = images;
    }

    public string Path { get; }

    public bool IsGzip { get; }

    /// <summary>Whether every Engine reads it as it is; an OCI layout without manifest.json only newer ones.</summary>
    public bool HasManifest { get; }

    public IReadOnlyList<SavedImage> Images { get; }

    /// <summary>Reads what is in the archive: all of it where it is compressed, else what is not a layer.</summary>
    /// <exception cref="ArchiveException">It is missing, unreadable, or no image archive.</exception>
    public static async Task<SavedArchive> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = Open(path);
            await using (file.ConfigureAwait(false))
            {
                var mark = new byte[6];
                var length = await file.ReadAtLeastAsync(
                    mark, mark.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                file.Position = 0;
                RefuseOthers(mark.AsSpan(0, length));
                var isGzip = mark.AsSpan(0, length).StartsWith(GzipMark);
                var tar = isGzip ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
                await using (tar.ConfigureAwait(false))
                {
                    var contents = await ArchiveContents.ReadAsync(tar, cancellationToken).ConfigureAwait(false);
                    var hasManifest = contents.Contains(SavedImages.ManifestFile);
                    return new SavedArchive(path, isGzip, hasManifest, SavedImages.Read(contents));
                }
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ArchiveException("there is no such file", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException(
                Directory.Exists(path)
                    ? $"it is a folder; make a file of it with 'tar -C {path} -cf {path.TrimEnd('/')}.tar .'"
                    : $"it can't be read: {exception.Message.TrimEnd('.')}",
                exception);
        }
    }

    /// <summary>
    /// The image of this name, or the only one; of an image for several kinds of machine the Engine's.
    /// </summary>
    /// <param name="name">Null where the archive has one image.</param>
    /// <exception cref="ArchiveException">There is none, or more than one.</exception>
    public SavedImage Choose(string? name, EnginePlatform platform)
    {
        var named = name is null ? Images : [.. Images.Where(image => image.Names.Contains(name))];
        if (named.Count == 0)
        {
            throw new ArchiveException($"it has no image {name}; it has {List(Images)}");
        }

        var fitting = named.Where(image => platform.Runs(image.Os, image.Architecture)).ToList();
        if (fitting.Count == 0)
        {
            throw new ArchiveException(
                $"it has {List(named)}, and this engine runs on {platform}; save an image for that");
        }

        if (fitting.DistinctBy(image => image.TargetDigest).Count() > 1)
        {
            throw new ArchiveException(
                $"it has {fitting.Count} images, and one is to be chosen; name one of {List(fitting)}");
        }

        return fitting.Find(image => image.Architecture == platform.Architecture) ?? fitting[0];
    }

    /// <exception cref="IOException">The file can't be opened.</exception>
    public static FileStream Open(string path) => new(
        path,
        new FileStreamOptions
        {
            Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            Share = FileShare.Read,
            BufferSize = BufferBytes,
        });

    private static string List(IReadOnlyList<SavedImage> images) =>
        string.Join("; ", images.Select(image => image.ToString()).Order(StringComparer.Ordinal));

    private static void RefuseOthers(ReadOnlySpan<byte> mark)
    {
        foreach (var (other, program) in OtherCompressions)
        {
            if (mark.StartsWith(other))
            {
                throw new ArchiveException(
                    $"it is compressed by {program}, and only gzip is read here; decompress it with '{program} -d'");
            }
        }
    }
}

using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Archives;

/// <summary>
/// Sends an archive to an Engine, from the file, never held in memory. An OCI layout without manifest.json gets one in
/// front: the usual image store reads nothing else, and containerd's prefers the layout's own index.
/// </summary>
internal sealed class ArchiveUpload(
    SavedArchive archive, SavedImage image, Action<string>? progress, TimeProvider time)
{
    private const int BufferBytes = 256 * 1024;

    /// <summary>Two blocks of zeros end an archive; what ends with them can't stand in front of another.</summary>
    private const int EndBytes = 1024;

    private const UnixFileMode Plain =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <exception cref="ArchiveException">The file can't be read any more.</exception>
    public async Task WriteAsync(Stream destination, CancellationToken cancellationToken)
    {
        var file = Open();
        await using (file.ConfigureAwait(false))
        {
            if (archive.HasManifest)
            {
                await CopyAsync(file, file, destination, cancellationToken).ConfigureAwait(false);
                return;
            }

            var manifest = await ManifestAsync(cancellationToken).ConfigureAwait(false);
            await destination.WriteAsync(manifest, cancellationToken).ConfigureAwait(false);
            var tar = archive.IsGzip ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            await using (tar.ConfigureAwait(false))
            {
                await CopyAsync(file, tar, destination, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private FileStream Open()
    {
        try
        {
            return SavedArchive.Open(archive.Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(exception);
        }
    }

    /// <summary>An entry manifest.json that names the chosen image alone.</summary>
    private async Task<ReadOnlyMemory<byte>> ManifestAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ImageManifest> manifest = [new(image.ConfigPath, image.Names, image.LayerPaths)];
        var entry = TarEntries.Create(TarEntryType.RegularFile, SavedImages.ManifestFile, Plain);
        using var json = new MemoryStream(
            JsonSerializer.SerializeToUtf8Bytes(manifest, ImageJsonContext.Default.IReadOnlyListImageManifest));
        entry.DataStream = json;
        using var bytes = new MemoryStream();
        var tar = new TarWriter(bytes, TarEntryFormat.Gnu, leaveOpen: true);
        await using (tar.ConfigureAwait(false))
        {
            await tar.WriteEntryAsync(entry, cancellationToken).ConfigureAwait(false);
        }

        return bytes.ToArray().AsMemory()[..^EndBytes];
    }

    private async Task CopyAsync(
        FileStream file, Stream source, Stream destination, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        var last = time.GetTimestamp();
        int read;
        while ((read = await ReadAsync(source, buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            if (progress is not null && time.GetElapsedTime(last) >= Interval)
            {
                last = time.GetTimestamp();
                progress(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Loading {archive.Path}: {file.Position / 1e6:0.0} of {file.Length / 1e6:0.0} MB"));
            }
        }
    }

    private static async Task<int> ReadAsync(Stream source, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            // As an IOException it would look like a broken connection to the sender.
            throw Unreadable(exception);
        }
    }

    private static ArchiveException Unreadable(Exception exception) => new(
        $"it can't be read any more: {exception.Message.TrimEnd('.')}", exception);
}

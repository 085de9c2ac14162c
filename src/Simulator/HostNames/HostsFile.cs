using System.Globalization;
using System.Text;

namespace ScaleSim.Simulator.HostNames;

/// <summary>
/// A hosts file in which clusters keep a block each. Changes are made one after the other, whoever makes them; all that
/// is not the cluster's own block stays byte for byte as it is.
/// </summary>
/// <param name="path">Absolute. A symbolic link is followed. The file is made where there is none.</param>
internal sealed class HostsFile(string path, TimeProvider time)
{
    // Lists of blocked hosts have a few megabytes; this is somebody's disk image.
    private const long BytesMax = 64L << 20;

    /// <summary>Sees that a block can be put in later, and changes nothing.</summary>
    /// <exception cref="HostsFileException">It can't.</exception>
    public void Check()
    {
        if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
        {
            string reason = Directory.Exists(path) ? "it is a folder" : "its folder does not exist";
            throw new HostsFileException(
                $"{path} can't be a hosts file: {reason}. Give --hosts-file the path of a file, such as /etc/hosts.")
            {
                IsUsage = true,
            };
        }

        if (!OperatingSystem.IsLinux())
        {
            throw new HostsFileException(
                $"{path} can't be kept as a hosts file: locks and owners of files are known here for Linux only. Leave "
                + "--hosts-file away and paste what 'scalesim hosts' prints.");
        }

        try
        {
            string target = Target();
            FolderLock.Check(Path.GetDirectoryName(target)!);
            if (File.Exists(target))
            {
                _ = Read(target);
                using var stream = new FileStream(target, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            }
            else
            {
                // Gone when it is closed.
                using var stream = new FileStream(
                    $"{target}.scalesim-{Guid.NewGuid():N}",
                    FileMode.CreateNew,
                    FileAccess.Write,
                    FileShare.None,
                    bufferSize: 0,
                    FileOptions.DeleteOnClose);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(exception);
        }
    }

    /// <summary>Puts a cluster's block in, or another in its place.</summary>
    /// <exception cref="HostsFileException">The file can't be changed; it is as it was.</exception>
    public Task PutAsync(NameTable names, CancellationToken cancellationToken) => ChangeAsync(
        text => HostsText.Put(text, names.Cluster, HostsText.LinesOf(names)), cancellationToken);

    /// <summary>Takes a cluster's block out. None, or no such file, is no error.</summary>
    /// <exception cref="HostsFileException">The file can't be changed.</exception>
    public Task RemoveAsync(string cluster, CancellationToken cancellationToken) => Directory.Exists(
        Path.GetDirectoryName(path))
            ? ChangeAsync(
                text =>
                {
                    (string rest, bool isMade) = HostsText.Remove(text ?? "", cluster);
                    return text is null || (isMade && rest.Length == 0) ? null : rest;
                },
                cancellationToken)
            : Task.CompletedTask;

    /// <param name="change">From the whole text to the whole text; null is no file.</param>
    private async Task ChangeAsync(Func<string?, string?> change, CancellationToken cancellationToken)
    {
        try
        {
            string target = Target();
            using FolderLock folder = await FolderLock.TakeAsync(
                Path.GetDirectoryName(target)!, time, cancellationToken);
            byte[]? old = File.Exists(target) ? Read(target) : null;
            // Latin-1 gives each byte a character and back, whatever the file's encoding is.
            string? text = old is null ? null : Encoding.Latin1.GetString(old);
            string? changed = change(text);
            if (changed == text)
            {
                return;
            }

            if (changed is null)
            {
                File.Delete(target);
            }
            else
            {
                FileReplacement.Write(target, old, Encoding.Latin1.GetBytes(changed));
            }

            folder.Sync();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(exception);
        }
    }

    /// <summary>The file itself, behind all symbolic links.</summary>
    private string Target() => new FileInfo(path).LinkTarget is null
        ? path
        : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static byte[] Read(string target)
    {
        long length = new FileInfo(target).Length;
        return length <= BytesMax
            ? File.ReadAllBytes(target)
            : throw new IOException(string.Create(
                CultureInfo.InvariantCulture, $"it has {length} bytes, and a hosts file has at most {BytesMax}"));
    }

    private HostsFileException Unwritable(Exception exception) => new(
        $"The hosts file {path} can't be written: {exception.Message} Run as a user who may write it, give "
        + "--hosts-file another file, or leave it away and ask the cluster's DNS responder.",
        exception);
}

using System.Globalization;
using ScaleSim.Core.Hosts.Files;

namespace ScaleSim.Simulator.HostNames;

/// <summary>
/// Gives a file another content: by a rename, so that readers see the old or the new, with its mode and owner kept; in
/// place where a rename can't do that.
/// </summary>
internal static class FileReplacement
{
    private const UnixFileMode NewFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <param name="path">No symbolic link.</param>
    /// <param name="old">What it holds now; null where there is no such file.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor is it this user's to write.</exception>
    public static void Write(string path, byte[]? old, byte[] content)
    {
        string temporary = Path.Combine(
            Path.GetDirectoryName(path)!,
            string.Create(CultureInfo.InvariantCulture, $".{Path.GetFileName(path)}.scalesim-{Guid.NewGuid():N}"));
        try
        {
            if (TryReplace(path, temporary, isNew: old is null, content))
            {
                return;
            }
        }
        finally
        {
            File.Delete(temporary);
        }

        WriteInPlace(path, old, content);
    }

    private static bool TryReplace(string path, string temporary, bool isNew, byte[] content)
    {
        FileStatus status = isNew ? default : NativeFiles.Stat(path);
        if (status.Links > 1)
        {
            // Its other names would go on to show the old content.
            return false;
        }

        using (FileStream? stream = TryCreate(temporary))
        {
            if (stream is null)
            {
                return false;
            }

            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        if (!isNew && !FileCalls.TryChangeOwner(temporary, status.User, status.Group))
        {
            return false;
        }

        // After the owner: a change of owner may take bits of the mode away.
        File.SetUnixFileMode(temporary, isNew ? NewFileMode : File.GetUnixFileMode(path));
        return NativeFiles.Move(temporary, path) switch
        {
            0 => true,
            // /etc/hosts is a mount of its own in a container: nothing can be renamed onto it.
            NativeFiles.Busy or NativeFiles.OtherDevice => false,
            int error => throw new IOException(string.Create(
                CultureInfo.InvariantCulture, $"{path}: renaming failed with error {error}")),
        };
    }

    /// <summary>
    /// Null where the folder can't be written, by this user or at all: the file may be, as in a container that has a
    /// read-only root and /etc/hosts as a mount.
    /// </summary>
    private static FileStream? TryCreate(string temporary)
    {
        try
        {
            return new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes from the first byte that differs on, so that an addition leaves the rest untouched.</summary>
    private static void WriteInPlace(string path, byte[]? old, byte[] content)
    {
        FileMode mode = old is null ? FileMode.CreateNew : FileMode.Open;
        using var stream = new FileStream(path, mode, FileAccess.Write, FileShare.ReadWrite);
        int same = old.AsSpan().CommonPrefixLength(content);
        stream.Position = same;
        stream.Write(content.AsSpan(same));
        stream.SetLength(content.Length);
        stream.Flush(flushToDisk: true);
    }
}

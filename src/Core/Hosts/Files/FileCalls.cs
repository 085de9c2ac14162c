using System.Runtime.InteropServices;

namespace ScaleSim.Core.Hosts.Files;

/// <summary>
/// statx(2) and chown(2). .NET tells neither a file's owner nor a pipe or a device from a file, and opening a pipe
/// would wait for its writer for ever. Linux.
/// </summary>
public static partial class FileCalls
{
    // AT_FDCWD: relative paths start at the working directory.
    private const int WorkingDirectory = -100;

    // AT_SYMLINK_NOFOLLOW.
    private const int NoFollow = 0x100;

    // STATX_TYPE, _MODE, _NLINK, _UID, _GID and _SIZE.
    private const uint Wanted = 0x21f;

    /// <param name="follow">Whether a symbolic link stands for what it leads to.</param>
    /// <returns>0, or the error's number, errno(3).</returns>
    public static int ReadStatus(string path, bool follow, out FileStatus status)
    {
        int answer = Statx(WorkingDirectory, path, follow ? 0 : NoFollow, Wanted, out StatxBuffer buffer);
        status = new FileStatus(buffer.Mode, (long)buffer.Size, buffer.Links, buffer.User, buffer.Group);
        return answer == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <returns>False where this user may not, or there is no such file.</returns>
    public static bool TryChangeOwner(string path, uint user, uint group) => ChangeOwner(path, user, group) == 0;

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int directory, string path, int flags, uint mask, out StatxBuffer buffer);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    /// <summary>The members that are asked for; the layout is the same on every architecture (linux/stat.h).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(40)]
        public ulong Size;
    }
}

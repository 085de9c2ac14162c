using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace ScaleSim.Simulator.HostNames;

/// <summary>The calls on files that .NET has no name for. Linux.</summary>
internal static partial class NativeFiles
{
    public const int WouldBlock = 11;
    public const int Busy = 16;
    public const int OtherDevice = 18;

    private const int CurrentFolder = -100;
    private const int OpenCloseOnExec = 0x80000;
    private const int LockExclusive = 2;
    private const int LockDoNotWait = 4;
    private const uint StatOwnerAndLinks = 0x4 | 0x8 | 0x10;
    private const int StatLength = 256;

    /// <summary>Opens a folder for locking and syncing.</summary>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static int OpenFolder(string path) => Check(Open(path, OpenCloseOnExec), path);

    public static void CloseFolder(int folder) => _ = Close(folder);

    /// <summary>Waits until renames in it are on the disk.</summary>
    public static void SyncFolder(int folder) => _ = Sync(folder);

    /// <summary>Takes an advisory lock (flock(2)); it ends with the descriptor, so also with its process.</summary>
    /// <returns>False while somebody else has it.</returns>
    /// <exception cref="IOException">The file system has no locks.</exception>
    public static bool TryLock(int folder, string path)
    {
        if (Lock(folder, LockExclusive | LockDoNotWait) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == WouldBlock ? false : throw Failure(path);
    }

    /// <summary>
    /// Owner, group and number of names of a file, by statx(2), whose answer looks the same on every architecture:
    /// <c>stx_nlink</c> at byte 16, <c>stx_uid</c> at 20, <c>stx_gid</c> at 24.
    /// </summary>
    /// <exception cref="IOException">It can't be looked at.</exception>
    public static (uint Links, uint User, uint Group) Stat(string path)
    {
        Span<byte> answer = stackalloc byte[StatLength];
        Check(StatExtended(CurrentFolder, path, 0, StatOwnerAndLinks, answer), path);
        return (Word(answer, 16), Word(answer, 20), Word(answer, 24));
    }

    public static bool TryChangeOwner(string path, uint user, uint group) => ChangeOwner(path, user, group) == 0;

    /// <returns>0, or the error number.</returns>
    public static int Move(string from, string to) => Rename(from, to) == 0 ? 0 : Marshal.GetLastPInvokeError();

    private static uint Word(ReadOnlySpan<byte> answer, int offset) => BitConverter.IsLittleEndian
        ? BinaryPrimitives.ReadUInt32LittleEndian(answer[offset..])
        : BinaryPrimitives.ReadUInt32BigEndian(answer[offset..]);

    private static int Check(int result, string path) => result >= 0 ? result : throw Failure(path);

    private static IOException Failure(string path)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new IOException($"{path}: {cause.Message}", cause);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int descriptor);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Lock(int descriptor, int operation);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int StatExtended(int folder, string path, int flags, uint mask, Span<byte> answer);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Rename(string from, string to);
}

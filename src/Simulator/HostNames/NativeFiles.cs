using System.ComponentModel;
using System.Runtime.InteropServices;
using ScaleSim.Core.Hosts.Files;

namespace ScaleSim.Simulator.HostNames;

/// <summary>The calls on files that .NET has no name for. Linux.</summary>
internal static partial class NativeFiles
{
    public const int WouldBlock = 11;
    public const int Busy = 16;
    public const int OtherDevice = 18;

    private const int OpenCloseOnExec = 0x80000;
    private const int LockExclusive = 2;
    private const int LockDoNotWait = 4;

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

        int error = Marshal.GetLastPInvokeError();
        return error == WouldBlock ? false : throw Failure(path, error);
    }

    /// <exception cref="IOException">It can't be looked at.</exception>
    public static FileStatus Stat(string path)
    {
        int error = FileCalls.ReadStatus(path, follow: true, out FileStatus status);
        return error == 0 ? status : throw Failure(path, error);
    }

    /// <returns>0, or the error number.</returns>
    public static int Move(string from, string to) => Rename(from, to) == 0 ? 0 : Marshal.GetLastPInvokeError();

    private static int Check(int result, string path) =>
        result >= 0 ? result : throw Failure(path, Marshal.GetLastPInvokeError());

    private static IOException Failure(string path, int error)
    {
        var cause = new Win32Exception(error);
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

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Rename(string from, string to);
}

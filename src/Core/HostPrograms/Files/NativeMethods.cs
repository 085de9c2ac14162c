using System.Runtime.InteropServices;

namespace ScaleSim.Core.HostPrograms.Files;

/// <summary>
/// statx(2): .NET does not tell a pipe or a device from a file, and opening a pipe would wait for its writer for ever.
/// </summary>
internal static partial class NativeMethods
{
    /// <value>AT_FDCWD: relative paths start at the working directory.</value>
    public const int AtWorkingDirectory = -100;

    /// <value>AT_SYMLINK_NOFOLLOW.</value>
    public const int AtNoFollow = 0x100;

    /// <value>STATX_TYPE, STATX_MODE and STATX_SIZE.</value>
    public const uint TypeModeSize = 0x203;

    /// <summary>0, or -1 with the error in the last P/Invoke error.</summary>
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Statx(int directory, string path, int flags, uint mask, out StatxBuffer buffer);

    /// <summary>The members that are asked for; the layout is the same on every architecture (linux/stat.h).</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct StatxBuffer
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(40)]
        public ulong Size;
    }
}

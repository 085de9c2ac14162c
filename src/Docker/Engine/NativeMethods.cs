using System.Runtime.InteropServices;

namespace ScaleSim.Docker.Engine;

/// <summary>The calls that .NET has no name for.</summary>
internal static partial class NativeMethods
{
    /// <summary>klogctl(3); the number of bytes read, -1 where the caller may not.</summary>
    [LibraryImport("libc", EntryPoint = "klogctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int ReadKernelLog(int type, [Out] byte[] buffer, int length);
}

using System.Runtime.InteropServices;

namespace ScaleSim.Docker.Engine;

/// <summary>The calls that .NET has no name for.</summary>
internal static partial class NativeMethods
{
    /// <summary>kill(2); 0 on success.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int SendSignal(int processId, int signal);

    /// <summary>klogctl(3); the number of bytes read, -1 where the caller may not.</summary>
    [LibraryImport("libc", EntryPoint = "klogctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int ReadKernelLog(int type, [Out] byte[] buffer, int length);
}

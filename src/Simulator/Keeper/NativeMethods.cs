using System.Runtime.InteropServices;

namespace ScaleSim.Simulator.Keeper;

/// <summary>The calls that .NET has no name for.</summary>
internal static partial class NativeMethods
{
    /// <summary>
    /// Makes the caller the leader of a new session, out of reach of its terminal's signals (setsid(2)).
    /// </summary>
    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int StartSession();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial uint EffectiveUserId();
}

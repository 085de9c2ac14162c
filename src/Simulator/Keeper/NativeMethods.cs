using System.Runtime.InteropServices;

namespace ScaleSim.Simulator.Keeper;

/// <summary>The calls that .NET has no name for.</summary>
internal static partial class NativeMethods
{
    /// <summary>kill(2); 0 on success.</summary>
    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int SendSignal(int processId, int signal);

    /// <summary>
    /// Makes the caller the leader of a new session, out of reach of its terminal's signals (setsid(2)).
    /// </summary>
    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int StartSession();

    /// <summary>chown(2); 0 on success.</summary>
    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial int ChangeOwner(string path, uint user, uint group);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    internal static partial uint EffectiveUserId();
}

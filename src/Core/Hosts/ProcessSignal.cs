using System.Runtime.InteropServices;

namespace ScaleSim.Core.Hosts;

/// <summary>kill(2): .NET can end a process, and send it no other signal.</summary>
public static partial class ProcessSignal
{
    /// <value>SIGKILL.</value>
    public const int Kill = 9;

    /// <value>ESRCH: it has ended.</value>
    public const int NoSuchProcess = 3;

    /// <param name="processId">Above 0: to 0 and below, the kernel would send it to whole groups.</param>
    /// <param name="signal">Its number, signal(7).</param>
    /// <returns>0, or the error's number, errno(3).</returns>
    public static int Send(int processId, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(processId);
        return SendSignal(processId, signal) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int processId, int signal);
}

using System.Runtime.InteropServices;

namespace ScaleSim.WorkerImage.Sandbox;

/// <summary>The one call that the framework has no name for.</summary>
internal static partial class Libc
{
    /// <summary>SIGCHLD on Linux x86-64 (signal(7)).</summary>
    public const int SigChild = 17;

    /// <summary>SIG_IGN.</summary>
    public const nint Ignore = 1;

    /// <summary>signal(2): sets what happens at a signal; returns what happened before.</summary>
    [LibraryImport("libc", EntryPoint = "signal")]
    public static partial nint Signal(int signal, nint handler);
}

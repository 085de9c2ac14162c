namespace ScaleSim.Simulator;

/// <summary>What the process ends with (docs/commands.md).</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>A check, a worker or the test command failed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong on any machine: usage, spec, the hard limit.</summary>
    public const int Usage = 2;

    public const int EngineUnavailable = 3;

    /// <summary>Not on this machine: capacity, a missing image.</summary>
    public const int NotHere = 4;

    public const int CleanupIncomplete = 5;

    /// <summary>An error of ScaleSim's own.</summary>
    public const int Internal = 70;

    public const int Cancelled = 130;
}

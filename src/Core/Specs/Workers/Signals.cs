namespace ScaleSim.Core.Specs.Workers;

/// <summary>The signals that a program can be asked to end by (signal(7)).</summary>
internal static class Signals
{
    private static readonly string[] Names =
    [
        "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
        "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
        "WINCH", "IO", "PWR", "SYS",
    ];

    /// <summary>
    /// Whether it is a signal by name, with or without <c>SIG</c>, or a real-time one: <c>SIGRTMIN+3</c>.
    /// </summary>
    public static bool IsKnown(string signal)
    {
        string name = signal.StartsWith("SIG", StringComparison.Ordinal) ? signal[3..] : signal;
        return Names.Contains(name)
            || name is "RTMIN" or "RTMAX"
            || ((name.StartsWith("RTMIN+", StringComparison.Ordinal)
                    || name.StartsWith("RTMAX-", StringComparison.Ordinal))
                && int.TryParse(name.AsSpan(6), out int offset) && offset is >= 0 and <= 15);
    }
}

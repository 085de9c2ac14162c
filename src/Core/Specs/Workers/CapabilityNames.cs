namespace ScaleSim.Core.Specs.Workers;

/// <summary>The capabilities of Linux (capabilities(7)), and one way to write them.</summary>
public static class CapabilityNames
{
    private const string Prefix = "CAP_";

    /// <value>Every capability, without <c>CAP_</c>, in upper case.</value>
    public static IReadOnlyList<string> All { get; } =
    [
        "AUDIT_CONTROL", "AUDIT_READ", "AUDIT_WRITE", "BLOCK_SUSPEND", "BPF", "CHECKPOINT_RESTORE", "CHOWN",
        "DAC_OVERRIDE", "DAC_READ_SEARCH", "FOWNER", "FSETID", "IPC_LOCK", "IPC_OWNER", "KILL", "LEASE",
        "LINUX_IMMUTABLE", "MAC_ADMIN", "MAC_OVERRIDE", "MKNOD", "NET_ADMIN", "NET_BIND_SERVICE", "NET_BROADCAST",
        "NET_RAW", "PERFMON", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYSLOG", "SYS_ADMIN", "SYS_BOOT", "SYS_CHROOT",
        "SYS_MODULE", "SYS_NICE", "SYS_PACCT", "SYS_PTRACE", "SYS_RAWIO", "SYS_RESOURCE", "SYS_TIME", "SYS_TTY_CONFIG",
        "WAKE_ALARM",
    ];

    /// <summary><c>CAP_SYS_NICE</c>, <c>sys_nice</c> and <c>SYS_NICE</c> are all <c>SYS_NICE</c>.</summary>
    public static string Normalise(string name)
    {
        string upper = name.Trim().ToUpperInvariant();
        return upper.StartsWith(Prefix, StringComparison.Ordinal) ? upper[Prefix.Length..] : upper;
    }
}

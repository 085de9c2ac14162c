using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The kernel and the daemons' control groups allow the threads that shims and workers have.</summary>
internal sealed class PidsCheck() : LimitsCheck(
    "pids",
    [HostLimitKind.Threads, HostLimitKind.DaemonThreads],
    "/proc/sys/kernel/pid_max",
    "Threads and processes share one number range; when it is used up, nothing starts: "
        + "\"resource temporarily unavailable\".",
    new Uri("https://github.com/moby/moby/issues/38814"));

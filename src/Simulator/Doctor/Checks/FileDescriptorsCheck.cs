using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The machine, its daemons and this process may open as many files as the containers need.</summary>
internal sealed class FileDescriptorsCheck() : LimitsCheck(
    "file-descriptors",
    [HostLimitKind.OpenFiles, HostLimitKind.DaemonFiles, HostLimitKind.OwnFiles],
    "/proc/sys/fs/file-max",
    "When they are used up, starts fail with \"too many open files\".",
    new Uri("https://github.com/moby/moby/issues/38814"));

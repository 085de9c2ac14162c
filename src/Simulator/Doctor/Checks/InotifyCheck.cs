using ScaleSim.Core.Admission;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Hosts.Limits;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>Shims may watch their control groups for memory running out.</summary>
internal sealed class InotifyCheck() : LimitsCheck(
    "inotify",
    [HostLimitKind.InotifyInstances],
    Path,
    "With cgroup version 2 an inotify instance per container tells the engine of a worker that ran out of memory. "
        + "Beyond the limit: \"too many open files\", and such deaths look like kills.",
    new Uri("https://github.com/k3s-io/k3s/issues/10020"))
{
    private const string Path = "/proc/sys/fs/inotify/max_user_instances";

    protected override DoctorResult Check(DoctorContext context) =>
        context.Host.Limits.All(limit => limit.Kind != HostLimitKind.InotifyInstances)
        && context.Files.ReadNumber(Path) is { } max
            ? DoctorResult.Ok(
                Name,
                $"fs.inotify.max_user_instances is {Figures.Count(max)}; with cgroup version 1 containers need none.")
            : base.Check(context);

    // Workers run without; only the reason of a death is lost.
    protected override DoctorStatus StatusOf(LimitFit fit) => DoctorStatus.Warning;
}

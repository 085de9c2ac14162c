using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>Shims may watch their control groups for memory running out.</summary>
internal sealed class InotifyCheck : MachineCheck
{
    private const string Path = "/proc/sys/fs/inotify/max_user_instances";

    private static readonly Uri Link = new("https://github.com/k3s-io/k3s/issues/10020");

    public override string Name => "inotify";

    protected override DoctorResult Check(DoctorContext context)
    {
        if (context.Files.ReadNumber(Path) is not { } max)
        {
            return Unreadable(Path);
        }

        long need = context.Demand.Containers;
        string limit = $"fs.inotify.max_user_instances is {Figures.Count(max)}";
        if (!IsVersion2(context))
        {
            return DoctorResult.Ok(Name, $"{limit}; with cgroup version 1 containers need none.");
        }

        string message = $"{Figures.Count(need, "container")} watch as many control groups; {limit} per user.";
        return need <= max
            ? DoctorResult.Ok(Name, message)
            : DoctorResult.Warning(Name, message) with
            {
                Reason = "With cgroup version 2 an inotify instance per container tells the engine of a worker that "
                    + "ran out of memory. Beyond the limit: \"too many open files\", and such deaths look like kills.",
                Fix = Figures.Sysctl("fs.inotify.max_user_instances", Math.Max(8192, 2 * need)),
                Link = Link,
            };
    }

    private static bool IsVersion2(DoctorContext context) => context.Engine is { CgroupVersion: not "" } engine
        ? engine.CgroupVersion == "2"
        : CgroupMounts.Read(context.Files, daemon: null) == CgroupLayout.Unified;
}

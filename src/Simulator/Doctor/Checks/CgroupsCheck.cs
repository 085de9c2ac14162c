using ScaleSim.Core.Hosts.Limits;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The layout of control groups suits the runtimes that the engine has.</summary>
internal sealed class CgroupsCheck : MachineCheck
{
    private static readonly Uri Link = new("https://github.com/moby/moby/issues/51111");

    public override string Name => "cgroups";

    protected override DoctorResult Check(DoctorContext context)
    {
        DaemonProcess? daemon = DaemonProcess.Find(context.Files, context.EngineSocket);
        return CgroupMounts.Read(context.Files, daemon) switch
        {
            CgroupLayout.Unified => DoctorResult.Ok(Name, "cgroup version 2."),
            CgroupLayout.Legacy => DoctorResult.Ok(Name, "cgroup version 1, which Docker has deprecated."),
            CgroupLayout.Hybrid when HasCrun(context) => HybridWithCrun(),
            CgroupLayout.Hybrid => DoctorResult.Ok(
                Name, "cgroup hybrid (version 1 with a version 2 tree): fine for runc; crun up to 1.8 refuses it."),
            _ => Unreadable("/proc/self/mounts"),
        };
    }

    private static bool HasCrun(DoctorContext context) =>
        context.Engine is { } engine && (engine.DefaultRuntime == "crun" || engine.Runtimes.Contains("crun"));

    private DoctorResult HybridWithCrun() =>
        DoctorResult.Warning(Name, "cgroup hybrid (version 1 with a version 2 tree), and the engine has crun.") with
        {
            Reason = "crun up to 1.8 refuses it: \"cgroups in hybrid mode not supported\". runc works.",
            Fix = "Leave out --runtime crun, boot with systemd.unified_cgroup_hierarchy=1, or start dockerd in a mount "
                + "namespace without the version 2 tree:\n"
                + "sudo unshare -m sh -c 'umount /sys/fs/cgroup/unified && exec dockerd'",
            Link = Link,
        };
}

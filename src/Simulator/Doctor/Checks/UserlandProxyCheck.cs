using ScaleSim.Core;
using ScaleSim.Core.Admission;
using ScaleSim.Core.Hosts.Limits;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>Published ports don't each cost a process.</summary>
internal sealed class UserlandProxyCheck : MachineCheck
{
    private static readonly Uri Link = new("https://github.com/moby/moby/issues/11185");

    public override string Name => "userland-proxy";

    protected override DoctorResult Check(DoctorContext context)
    {
        if (DaemonProcess.Find(context.Files, context.EngineSocket) is not { } daemon)
        {
            return DoctorResult.NotChecked(
                Name, "The command line of the dockerd in use can't be told from /proc.");
        }

        return !DaemonSettings.Read(context.Files, daemon).UserlandProxy
            ? DoctorResult.Ok(Name, "dockerd runs with --userland-proxy=false.")
            : !context.IsPublished
                ? DoctorResult.Ok(Name, "On, and not used: with exposure direct nothing is published.")
                : TooManyProcesses(context.Demand.PortsInAll);
    }

    private DoctorResult TooManyProcesses(int ports) =>
        DoctorResult.Warning(
            Name,
            $"On: {Figures.Count(ports, "published port")} start as many docker-proxy processes, "
                + $"{ByteSize.Format(ports * ContainerCosts.ProxyBytes)} in all "
                + $"({ByteSize.Format(ContainerCosts.ProxyBytes)} each).") with
        {
            Reason = "Each takes memory, and time at start and at removal.",
            Fix = "Use --expose direct, or start dockerd with --userland-proxy=false, as in /etc/docker/daemon.json:\n"
                + "{\"userland-proxy\": false}",
            Link = Link,
        };
}

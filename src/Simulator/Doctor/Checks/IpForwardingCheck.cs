using ScaleSim.Core.Hosts.Limits;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>Workers reach what lies beyond this host.</summary>
internal sealed class IpForwardingCheck : MachineCheck
{
    private const string Path = "/proc/sys/net/ipv4/ip_forward";

    private static readonly Uri Link = new("https://docs.docker.com/engine/network/packet-filtering-firewalls/");

    public override string Name => "ip-forwarding";

    protected override DoctorResult Check(DoctorContext context) => context.Files.ReadNumber(Path) switch
    {
        null => Unreadable(Path),
        0 => DoctorResult.Warning(Name, "net.ipv4.ip_forward is 0.") with
        {
            Reason = "Workers reach each other and this host, but no master on another machine. dockerd sets it when "
                + "it starts, unless told not to.",
            Fix = Figures.Sysctl("net.ipv4.ip_forward", "1"),
            Link = Link,
        },
        _ => DoctorResult.Ok(Name, "net.ipv4.ip_forward is on."),
    };
}

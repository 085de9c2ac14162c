using ScaleSim.Core.Planning;
using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The host's kernel can track the connections between host and workers.</summary>
internal sealed class ConntrackCheck : MachineCheck
{
    private const string Path = "/proc/sys/net/netfilter/nf_conntrack_max";

    private static readonly Uri Link = new("https://github.com/kubernetes/kubernetes/issues/71261");

    public override string Name => "conntrack";

    protected override DoctorResult Check(DoctorContext context)
    {
        if (context.Files.ReadNumber(Path) is not { } max)
        {
            return Unreadable(Path);
        }

        ClusterDemand demand = context.Demand;
        long need = demand.PortsInAll + ((long)demand.Workers * DoctorCosts.ConnectionsPerWorker);
        long room = max - (context.Files.ReadNumber("/proc/sys/net/netfilter/nf_conntrack_count") ?? 0);
        DoctorLimit limit = new(
            $"About {Figures.Count(need)} connections between host and workers "
                + $"({Figures.Count(demand.PortsInAll, "port")} and {Figures.Count(demand.Workers, "worker")} × "
                + $"{DoctorCosts.ConnectionsPerWorker}); {Figures.Count(room)} of nf_conntrack_max "
                + $"{Figures.Count(max)} are free.",
            need,
            room,
            Figures.Sysctl("net.netfilter.nf_conntrack_max", Math.Max(1048576, 4 * need)));
        return DoctorLimit.Judge(
            Name, [limit], "Beyond it packets are lost: \"nf_conntrack: table full, dropping packet\".", Link);
    }
}

using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The kernel's one table of neighbours has room for the nodes.</summary>
internal sealed class NeighbourTableCheck : MachineCheck
{
    private const string Path = "/proc/sys/net/ipv4/neigh/default/gc_thresh3";

    private static readonly Uri Link = new("https://github.com/canonical/lxd/issues/4799");

    public override string Name => "neighbour-table";

    protected override DoctorResult Check(DoctorContext context)
    {
        if (context.Host.NeighbourTableMax is not { } max)
        {
            return Unreadable(Path);
        }

        int nodes = context.Demand.Nodes;
        int least = NeighbourTable.Needed(nodes);
        int most = NeighbourTable.NeededByMesh(nodes);
        string message = $"{Figures.Count(nodes, "node")} need {Figures.Count(least)} places, {NeighbourTable.PerNode} "
            + $"each and {NeighbourTable.Margin} for the rest of the machine, and {Figures.Count(most)} if all talk to "
            + $"all at once; gc_thresh3 is {Figures.Count(max)} for the whole kernel.";
        return most <= max ? DoctorResult.Ok(Name, message) : Explain(least > max, message, most);
    }

    private DoctorResult Explain(bool fails, string message, int most) =>
        new(Name, fails ? DoctorStatus.Failed : DoctorStatus.Warning, message)
        {
            Reason = "When it is full, packets to new neighbours are dropped: \"arp_cache: neighbor table overflow!\".",
            Fix = "Pack more workers on a node with --workers-per-node, or raise it. "
                + Figures.Sysctl("net.ipv4.neigh.default.gc_thresh3", NeighbourTable.RoundUp(most)),
            Link = Link,
        };
}

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

        // The host knows each node and each node its gateway; if all nodes talk, each knows all others as well.
        long nodes = context.Demand.Nodes;
        long least = 2 * nodes;
        long most = nodes * (nodes + 1);
        string message = $"{Figures.Count(nodes, "node")} make {Figures.Count(least)} neighbours if they talk to the "
            + $"host alone and {Figures.Count(most)} if all talk to all; gc_thresh3 is {Figures.Count(max)} "
            + "for the whole kernel.";
        return most <= max ? DoctorResult.Ok(Name, message) : Explain(least > max, message, most);
    }

    private DoctorResult Explain(bool fails, string message, long most) =>
        new(Name, fails ? DoctorStatus.Failed : DoctorStatus.Warning, message)
        {
            Reason = "When it is full, packets to new neighbours are dropped: \"arp_cache: neighbor table overflow!\".",
            Fix = "Pack more workers on a node with --workers-per-node, or raise it. "
                + Figures.Sysctl("net.ipv4.neigh.default.gc_thresh3", RoundUp(most)),
            Link = Link,
        };

    private static long RoundUp(long entries) => (long)System.Numerics.BitOperations.RoundUpToPowerOf2((ulong)entries);
}

using ScaleSim.Core.Admission;
using ScaleSim.Core.Hosts.Limits;
using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The kernel's one table of neighbours has room for the nodes.</summary>
internal sealed class NeighbourTableCheck : MachineCheck
{
    private const string Prefix = "net.ipv4.neigh.default.";

    // A mesh of many nodes would have a million entries and half a gigabyte of the kernel's memory.
    private const int MeshMax = 65_536;

    private static readonly Uri Link = new("https://docs.kernel.org/networking/ip-sysctl.html");

    public override string Name => "neighbour-table";

    protected override DoctorResult Check(DoctorContext context)
    {
        if (context.Host.NeighbourTableMax is not { } max)
        {
            return Unreadable(PathOf("gc_thresh3"));
        }

        int nodes = context.Demand.Nodes;
        int least = NeighbourTable.Needed(nodes);
        int most = NeighbourTable.NeededByMesh(nodes);
        string message = $"{Figures.Count(nodes, "node")} need {Figures.Count(least)} places, {NeighbourTable.PerNode} "
            + $"each and {NeighbourTable.Margin} for the rest of the machine, and {Figures.Count(most)} if all talk to "
            + $"all at once; gc_thresh3 is {Figures.Count(max)} for the whole kernel.";
        int wanted = most <= max ? max : Math.Max(max, WantedFor(least, most));
        DoctorResult result = most <= max ? DoctorResult.Ok(Name, message) : Explain(least > max, message, wanted);
        return result with { Settings = SettingsFor(context, max, wanted) };
    }

    /// <summary>
    /// The hard limit, and the soft one at half of it: above the soft one the kernel looks for entries to throw away at
    /// each new one.
    /// </summary>
    private static KernelSetting[] SettingsFor(DoctorContext context, int max, int hard)
    {
        long? soft = context.Files.ReadNumber(PathOf("gc_thresh2"));
        return
        [
            new KernelSetting($"{Prefix}gc_thresh3", max, hard),
            .. soft is { } now && hard > max
                ? (KernelSetting[])[new KernelSetting($"{Prefix}gc_thresh2", now, Math.Max(now, hard / 2))]
                : [],
        ];
    }

    private static int WantedFor(int least, int most) =>
        most <= MeshMax ? NeighbourTable.RoundUp(most) : Math.Max(MeshMax, NeighbourTable.RoundUp(2 * least));

    private static string PathOf(string key) => $"/proc/sys/net/ipv4/neigh/default/{key}";

    private DoctorResult Explain(bool fails, string message, int wanted) =>
        new(Name, fails ? DoctorStatus.Failed : DoctorStatus.Warning, message)
        {
            Reason = "When it is full, packets to new neighbours are dropped: \"arp_cache: neighbor table overflow!\".",
            Fix = "Pack more workers on a node with --workers-per-node, or raise it: "
                + Figures.Raise($"{Prefix}gc_thresh3", wanted),
            Link = Link,
        };
}

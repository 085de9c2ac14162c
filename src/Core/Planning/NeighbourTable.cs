using ScaleSim.Core.Hosts;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>
/// Checks that the kernel can remember every node. Its table of IPv4 neighbours is one for all network namespaces, and
/// each node takes two places: the host's for the node and the node's for its gateway (measured on Linux 6.18 with 6
/// namespaces on a bridge: 13 more entries in /proc/net/stat/arp_cache).
/// </summary>
public static class NeighbourTable
{
    /// <value>Places left to everything else on the machine: its LAN, other bridges.</value>
    public const int Margin = 64;

    /// <value>Places that each node takes.</value>
    public const int PerNode = 2;

    /// <summary>Places for a cluster whose nodes talk to the host alone, with the rest of the machine's.</summary>
    public static int Needed(int nodes) => (nodes * PerNode) + Margin;

    /// <summary>Places for a cluster whose nodes all talk to each other, with the rest of the machine's.</summary>
    public static int NeededByMesh(int nodes) => (nodes * (nodes + 1)) + Margin;

    /// <summary>The setting to ask for where so many places are needed: a power of two.</summary>
    public static int RoundUp(int needed) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed);

    internal static void Check(
        ClusterSpec spec, int nodes, HostFacts facts, PlanErrors errors, ICollection<string> warnings)
    {
        int needed = Needed(nodes);
        if (facts.NeighbourTableMax is not { } max)
        {
            return;
        }

        if (needed <= max)
        {
            WarnOfMesh(nodes, max, warnings);
            return;
        }

        string packing = Packing.PerNodeFor(spec, (max - Margin) / PerNode) is { } perNode
            ? $"Pack more workers on a node with --workers-per-node {perNode} or more, or raise"
            : "Raise";
        errors.TooMuch(
            $"{nodes} nodes need {needed} places in the kernel's neighbour table "
                + $"({PerNode} for each node and {Margin} for the rest of the machine)",
            $"it holds {max}",
            $"{packing} it with: sysctl -w net.ipv4.neigh.default.gc_thresh3={RoundUp(needed)}");
    }

    private static void WarnOfMesh(int nodes, int max, ICollection<string> warnings)
    {
        int mesh = NeededByMesh(nodes);
        if (mesh > max)
        {
            warnings.Add(
                $"If all {nodes} nodes talk to each other within seconds, they need {mesh - Margin} places in the "
                + $"kernel's neighbour table; it holds {max}. Then raise it with: "
                + $"sysctl -w net.ipv4.neigh.default.gc_thresh3={RoundUp(mesh)}");
        }
    }
}

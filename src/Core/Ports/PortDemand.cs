using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Ports;

/// <summary>Counts the ports that a cluster needs and refuses a range that can't give them.</summary>
internal static class PortDemand
{
    private static readonly HashSet<int> EmptySet = [];

    /// <summary>Direct: no node's workers may need more ports than the range has.</summary>
    /// <returns>False where an error was added.</returns>
    public static bool FitsDirect(PortRange range, IReadOnlyList<Packing> packings, PlanErrors errors)
    {
        bool fits = true;
        foreach (Packing packing in packings)
        {
            int each = PerWorker(packing.Group) + FixedIn(range, packing.Group);
            int needed = packing.Fullest * each;
            if (needed <= range.Count)
            {
                continue;
            }

            fits = false;
            int perNode = range.Count / each;
            string instead = perNode > 0 ? $"--workers-per-node to {perNode}" : "the number of ports per worker";
            errors.Wrong(
                $"Port range {range} has {range.Count} ports",
                $"a node with {packing.Fullest} workers of {each} ports each needs {needed}",
                PortRangeAdvice.Widen(range, needed, EmptySet) is { } wider
                    ? $"Widen it with --ports {wider} or lower {instead}"
                    : $"Lower {instead}");
        }

        return fits;
    }

    /// <summary>Published: the cluster's ports and those that the host uses have to fit the range together.</summary>
    /// <returns>False where an error was added.</returns>
    public static bool FitsPublished(ClusterSpec spec, IReadOnlySet<int> inUse, HostFacts facts, PlanErrors errors)
    {
        PortRange range = spec.Ports;
        int needed = Needed(spec);
        int taken = inUse.Concat(FixedPorts.Of(spec)).Distinct().Count(range.Contains);
        if (range.Overlaps(facts.EphemeralPorts) && !range.Overlaps(PortRange.Ephemeral))
        {
            errors.TooMuch(
                $"Port range {range} overlaps {facts.EphemeralPorts} on this machine",
                "from there its kernel takes the ports of outgoing connections, so a published one may be gone",
                "Give --ports a range outside, or narrow net.ipv4.ip_local_port_range");
        }

        if (needed + taken <= range.Count)
        {
            return true;
        }

        bool onlyHere = needed <= range.Count;
        string what = $"Port range {range} has {range.Count} ports" + (taken > 0 ? $", {taken} of them in use" : "");
        string next = PortRangeAdvice.Widen(range, needed, inUse) is { } wider
            ? $"Widen it with --ports {wider} or lower --workers"
            : $"Lower --workers to {Math.Max(1, (range.Count - taken) / Math.Max(1, spec.Groups.Max(PerWorker)))}";
        if (onlyHere)
        {
            errors.TooMuch(what, $"the plan needs {needed}", next);
        }
        else
        {
            errors.Wrong(what, $"the plan needs {needed}", next);
        }

        return false;
    }

    /// <summary>Ports that the plan gives out, in the whole cluster; those with fixed numbers need no range.</summary>
    public static int Needed(ClusterSpec spec) => spec.Groups.Sum(group => group.Count * PerWorker(group));

    /// <summary>Ports that the plan gives out to each worker of a group.</summary>
    public static int PerWorker(WorkerGroupSpec group) => group.Ports.Count(port => port.Number is null);

    // The worker's own fixed ports take numbers out of the range that its others are given from.
    private static int FixedIn(PortRange range, WorkerGroupSpec group) =>
        group.Ports.Count(port => port.Number is { } number && range.Contains(number));
}

using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>Plans another size of a live cluster: pure, without I/O.</summary>
/// <remarks>
/// <para>Growing fills the free slots of the nodes by lowest index and then opens nodes; shrinking removes a group's
/// highest numbers, and a node with its last worker. An index keeps its name, its node and, in <c>direct</c> mode, its
/// ports for ever (<see cref="IndexNumbering"/>); no worker is renumbered when another group grows.</para>
/// <para>The size that is wanted can't be written into the network's label, which is frozen, so the engine remembers
/// it beside (<see cref="ClusterState.Counts"/>). It is remembered before anything is touched: a change that is broken
/// off leaves a cluster of which <c>status</c> can say who is missing, and the same change again completes it.</para>
/// <para>A node that has ended took its workers' network with it and can't give it back: joiners stay in the old
/// namespace. Planning any size, the present one included, replaces such a node and its workers. A worker that died by
/// itself stays as it is.</para>
/// </remarks>
public static class ScalePlanner
{
    /// <param name="live">The cluster, with spec, subnet and gateway.</param>
    /// <param name="spec">Its spec with secrets in place, or <see cref="ClusterState.Spec"/> where it has none.</param>
    /// <param name="counts">The wanted counts by group; a group that is left out keeps its present one.</param>
    /// <param name="facts">This machine now, with the cluster on it.</param>
    /// <param name="version">Of ScaleSim.</param>
    /// <exception cref="PlanException">The size can't be had; every reason at once.</exception>
    public static ScalePlan Plan(
        ClusterState live,
        ClusterSpec spec,
        IReadOnlyDictionary<string, int> counts,
        HostFacts facts,
        string version)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentNullException.ThrowIfNull(facts);
        PlanErrors errors = new();
        CheckLabels(live, errors);
        CheckCounts(spec, counts, errors);
        errors.ThrowIfAny();
        ClusterSpec wanted = LivePlan.WithCounts(LivePlan.WithCounts(spec, live.Counts), counts);
        CheckTotal(wanted, errors);
        errors.ThrowIfAny();

        HashSet<int> inUse = [.. facts.PortsInUse, .. facts.Engine.PublishedPorts];
        IPortNumbers ports = LivePlan.PortsFor(live, inUse);
        ClusterPlan target = LivePlan.Of(live, wanted, ports, version);
        ScalePlan plan = Compare(live, target);
        List<string> warnings = [];
        ScaleLimits.Check(plan, live, facts, errors, warnings);
        ScaleLimits.CheckPorts(plan, live, ports, inUse, errors);
        errors.ThrowIfAny();
        return plan with { Warnings = warnings };
    }

    private static ScalePlan Compare(ClusterState live, ClusterPlan target)
    {
        HashSet<string> wanted = [.. target.Workers.Select(worker => worker.Name)];
        HashSet<int> standing = [.. live.Nodes.Where(IsStanding).Select(node => node.Index)];
        WorkerState[] removed =
        [
            .. live.Workers.Where(worker => !wanted.Contains(worker.Name) || !standing.Contains(worker.Node))
                .OrderByDescending(worker => worker.Index),
        ];
        HashSet<string> there =
        [
            .. live.Workers.Where(worker => worker.Status != ContainerStatus.Created).Select(worker => worker.Name)
                .Except(removed.Select(worker => worker.Name)),
        ];
        WorkerPlan[] added = [.. target.Workers.Where(worker => !there.Contains(worker.Name))];
        HashSet<int> nodesOfAdded = [.. added.Select(worker => worker.Node)];
        return new ScalePlan
        {
            Target = target,
            Added = target with
            {
                Workers = added,
                Nodes = [.. target.Nodes.Where(node => nodesOfAdded.Contains(node.Index))],
            },
            NewNodes =
            [
                .. target.Nodes.Where(node => nodesOfAdded.Contains(node.Index) && !standing.Contains(node.Index)),
            ],
            RemovedWorkers = removed,
            RemovedNodes =
            [
                .. live.Nodes.Where(node => target.FindNode(node.Index) is null || !IsStanding(node))
                    .OrderByDescending(node => node.Index),
            ],
            Change = live.Changes + 1,
        };
    }

    /// <summary>
    /// A worker that is its own node loses no network with it: it gets a new one with its next life. A sandbox that
    /// was made and never ran met a port that is taken; another is made, with other ports.
    /// </summary>
    private static bool IsStanding(NodeState node) => node.IsWorker
        || node.Status is ContainerStatus.Running or ContainerStatus.Paused;

    private static void CheckLabels(ClusterState live, PlanErrors errors)
    {
        if (live.Spec is null || live.Gateway is null || !Ipv4Network.TryParse(live.Subnet, out _))
        {
            errors.Wrong(
                $"The network of cluster {live.Cluster} does not say what it was made from",
                "it is gone, or another version of ScaleSim made it",
                $"Remove the cluster with 'scalesim down {live.Cluster}' and start it anew");
        }
    }

    private static void CheckCounts(ClusterSpec spec, IReadOnlyDictionary<string, int> counts, PlanErrors errors)
    {
        foreach ((string group, int count) in counts)
        {
            if (spec.Groups.All(known => known.Name != group))
            {
                errors.Wrong(
                    $"There is no group '{group}' in cluster {spec.Name}",
                    $"its groups are: {string.Join(", ", spec.Groups.Select(known => known.Name))}",
                    "Name one of them");
            }
            else if (count < 1)
            {
                errors.Wrong(
                    $"Group '{group}' is to have {count} workers",
                    "a group keeps at least 1, as its first worker holds the cluster's names",
                    $"Scale it to 1 or more, or remove the cluster with 'scalesim down {spec.Name}'");
            }
        }
    }

    private static void CheckTotal(ClusterSpec wanted, PlanErrors errors)
    {
        long workers = wanted.Groups.Sum(group => (long)group.Count);
        if (workers > ClusterSpec.WorkersMax)
        {
            errors.Wrong(
                string.Create(CultureInfo.InvariantCulture, $"Cluster {wanted.Name} is to have {workers} workers"),
                $"the most that one cluster may have is {ClusterSpec.WorkersMax}",
                "Scale it to fewer");
        }
    }
}

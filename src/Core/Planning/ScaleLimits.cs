using ScaleSim.Core.Admission;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>Refuses a change of size that can't work, with the arithmetic, before anything is touched.</summary>
internal static class ScaleLimits
{
    // The last address of the subnet is its broadcast, the first its own, the second the gateway.
    private const int AddressesTaken = 3;

    public static void Check(
        ScalePlan plan, ClusterState live, HostFacts facts, PlanErrors errors, ICollection<string> warnings)
    {
        ClusterPlan target = plan.Target;
        if (plan.Added.Workers.Count == 0)
        {
            return;
        }

        if (target.Nodes.Count > Planner.NodesPerBridgeMax)
        {
            errors.Wrong(
                $"{target.Workers.Count} workers would be {target.Nodes.Count} nodes",
                $"a cluster's bridge carries {Planner.NodesPerBridgeMax}",
                "Scale to fewer, or start the cluster anew with more workers per node");
        }

        int addresses = (1 << (32 - target.Network.Subnet.PrefixLength)) - AddressesTaken;
        if (target.Nodes[^1].Index > addresses)
        {
            errors.Wrong(
                $"Node {target.Nodes[^1].Index} has no address in {target.Network.Subnet}",
                $"it has {addresses} for nodes, and each of the {target.Spec.Groups.Count} groups may take every "
                    + $"{target.Spec.Groups.Count}th that the first plan left",
                "Scale to fewer, or start the cluster anew with more workers per node");
        }

        EngineFit.Check(target.Spec, facts, errors);
        NeighbourTable.Check(target.Spec, target.Nodes.Count, facts, errors, warnings);
        CheckMemory(plan, live, facts, errors, warnings);
    }

    /// <summary>
    /// The range of a live cluster's ports is what it is, and a fixed number can be published by one worker alone.
    /// </summary>
    /// <param name="inUse">Ports of the host, the live cluster's own among them.</param>
    public static void CheckPorts(
        ScalePlan plan, ClusterState live, IPortNumbers ports, IReadOnlySet<int> inUse, PlanErrors errors)
    {
        ClusterPlan target = plan.Target;
        if (target.Expose == Exposure.Published && plan.Added.Workers.Count > 0)
        {
            HashSet<int> others = [.. inUse];
            others.ExceptWith(live.Workers.SelectMany(worker => worker.Ports).Select(port => port.Number));
            FixedPorts.CheckPublished(target.Spec, others, errors);
        }

        if (ports is FreePorts { Missing: > 0 } free)
        {
            errors.TooMuch(
                $"Port range {target.Spec.Ports} lacks {free.Missing} ports for the new workers",
                "the rest of it is in use on this machine, by this cluster among others",
                "Scale to fewer, free ports, or start the cluster anew with a wider --ports");
        }
    }

    /// <summary>What is added must fit into what is free now; the workers that go have not gone yet.</summary>
    private static void CheckMemory(
        ScalePlan plan, ClusterState live, HostFacts facts, PlanErrors errors, ICollection<string> warnings)
    {
        ILookup<string, WorkerPlan> added = plan.Added.Workers.ToLookup(worker => worker.Group.Name);
        int sandboxes = plan.NewNodes.Count(node => !node.IsWorker);
        Packing[] packings =
        [
            .. LivePlan.Packings(live.Spec!, plan.Target.Spec)
                .Select(packing => packing with
                {
                    Group = packing.Group with { Count = added[packing.Group.Name].Count() },
                })
                .Where(packing => packing.Group.Count > 0),
        ];
        ShimSharing shim = plan.Target.Spec.Shim;
        long ofNodes = sandboxes * MemoryModel.ContainerBytes;
        long idle = packings.Sum(packing => packing.Group.Count * packing.IdleBytes(shim)) + ofNodes;
        long full = packings.Sum(packing => packing.Group.Count * packing.FullBytes(shim)) + ofNodes;
        MachineAdmission.Check(ClusterDemand.OfAdded(plan, idle, full), facts, errors);
        string have = $"this machine has {ByteSize.Format(facts.MemoryAvailableBytes)} of memory available";
        int workers = plan.Added.Workers.Count;
        if (idle > facts.MemoryAvailableBytes)
        {
            IEnumerable<string> sums = MemoryModel.Terms(packings.Select(
                packing => (packing.Group.Count, ByteSize.Format(packing.IdleBytes(shim)))));
            errors.TooMuch(
                $"{workers} more idle workers need {ByteSize.Format(idle)} ({string.Join(" + ", sums)} + {sandboxes} "
                    + $"nodes × {ByteSize.Format(MemoryModel.ContainerBytes)})",
                have,
                $"Add {facts.MemoryAvailableBytes / Math.Max(1, idle / workers)} or fewer, or free memory");
        }
        else if (full > facts.MemoryAvailableBytes)
        {
            string what = $"With every limit reached, {workers} more workers would take {ByteSize.Format(full)}";
            if (plan.Target.Spec.StrictMemory)
            {
                errors.TooMuch(what, have, "Scale to fewer; the cluster was started with --strict-memory");
            }
            else
            {
                warnings.Add($"{what}; {have}. Idle they take {ByteSize.Format(idle)}, which fits.");
            }
        }
    }
}

using System.Globalization;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>Adds up a cluster's memory and refuses what can't fit this machine.</summary>
internal static class MemoryPlanner
{
    private const int GroupsNamedMax = 5;

    public static MemoryPlan Plan(
        ClusterSpec spec,
        IReadOnlyList<Packing> packings,
        HostFacts facts,
        PlanErrors errors,
        ICollection<string> warnings)
    {
        MemoryPlan memory = Add(spec, packings, facts.MemoryAvailableBytes);
        RefuseRamdisks(spec, memory, errors);
        if (memory.IdleBytes > memory.AvailableBytes)
        {
            RefuseIdle(spec, packings, memory, errors);
        }
        else if (memory.FullBytes > memory.AvailableBytes)
        {
            JudgeFull(spec, memory, errors, warnings);
        }

        return memory;
    }

    public static MemoryPlan Add(ClusterSpec spec, IReadOnlyList<Packing> packings, long availableBytes)
    {
        long ofNodes = packings.Sum(packing => packing.Sandboxes) * MemoryModel.ContainerBytes;
        return new MemoryPlan(
            packings.Sum(packing => packing.Group.Count * packing.IdleBytes(spec.Shim)) + ofNodes,
            packings.Sum(packing => packing.Group.Count * packing.FullBytes(spec.Shim)) + ofNodes,
            availableBytes);
    }

    /// <summary>The sum of <see cref="MemoryPlan.IdleBytes"/>, with the parts of a worker.</summary>
    public static string ExplainIdle(ClusterSpec spec, IReadOnlyList<Packing> packings)
    {
        IEnumerable<string> groups = packings.Select(packing =>
        {
            long program = packing.Group.IdleMemoryBytes ?? packing.Group.MemoryBytes;
            string counted = packing.Group.IdleMemoryBytes is null ? ", all it may take as nobody measured it" : "";
            return $"{Quantity.Of(packing.Group.Count)} × (program {ByteSize.Format(program)}{counted} + container "
                + $"{ByteSize.Format(packing.IdleBytes(spec.Shim) - program)})";
        });
        int sandboxes = packings.Sum(packing => packing.Sandboxes);
        return string.Join(" + ", groups) + (sandboxes == 0
            ? ""
            : $" + {Quantity.Of(sandboxes, "node")} × {ByteSize.Format(MemoryModel.ContainerBytes)}");
    }

    private static void RefuseRamdisks(ClusterSpec spec, MemoryPlan memory, PlanErrors errors)
    {
        foreach (WorkerGroupSpec group in spec.Groups)
        {
            foreach (RamdiskSpec ramdisk in group.Ramdisks.Where(disk => disk.SizeBytes > memory.AvailableBytes))
            {
                errors.TooMuch(
                    $"Ramdisk '{ramdisk.Path}' of group '{group.Name}' has {ByteSize.Format(ramdisk.SizeBytes)}",
                    $"this machine has {ByteSize.Format(memory.AvailableBytes)} of memory available, for all workers",
                    "Lower --ramdisk");
            }
        }
    }

    private static void RefuseIdle(
        ClusterSpec spec, IReadOnlyList<Packing> packings, MemoryPlan memory, PlanErrors errors)
    {
        IEnumerable<string> sums = MemoryModel.Terms(packings.Select(
            packing => (packing.Group.Count, ByteSize.Format(packing.IdleBytes(spec.Shim)))));
        int sandboxes = packings.Sum(packing => packing.Sandboxes);
        string ofNodes = sandboxes == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" + {sandboxes} nodes × {ByteSize.Format(MemoryModel.ContainerBytes)}");
        long perWorker = Math.Max(1, memory.IdleBytes / spec.Workers);
        long fitting = memory.AvailableBytes / perWorker;
        string[] unmeasured =
            [.. spec.Groups.Where(group => group.IdleMemoryBytes is null).Select(group => $"'{group.Name}'")];
        string measure = unmeasured.Length == 0
            ? ""
            : $"; nobody said what an idle worker of {Named(unmeasured)} takes, so all of its memory is "
                + "counted: if it is less, set idleMemory";
        errors.TooMuch(
            $"{spec.Workers} idle workers need {ByteSize.Format(memory.IdleBytes)} "
                + $"({string.Join(" + ", sums)}{ofNodes})",
            $"this machine has {ByteSize.Format(memory.AvailableBytes)} of memory available{measure}",
            fitting > 0
                ? $"Lower --workers to {fitting} or less, lower --memory, or free memory"
                : "Lower --memory, free memory, or use a larger machine");
    }

    private static string Named(string[] groups) => string.Join(", ", groups.Take(GroupsNamedMax))
        + (groups.Length > GroupsNamedMax ? $" and {groups.Length - GroupsNamedMax} other groups" : "");

    private static void JudgeFull(
        ClusterSpec spec, MemoryPlan memory, PlanErrors errors, ICollection<string> warnings)
    {
        string full = ByteSize.Format(memory.FullBytes);
        string sums = string.Join(
            "; ",
            MemoryModel.Terms(spec.Groups.Select(group => (group.Count, $"({MemoryModel.Explain(group)})"))));
        string what = $"With every limit reached, {spec.Workers} workers would take {full} ({sums}, and what the "
            + "containers themselves cost)";
        string why = $"this machine has {ByteSize.Format(memory.AvailableBytes)} of memory available";
        if (spec.StrictMemory)
        {
            errors.TooMuch(what, why, "Lower --workers, --memory or --ramdisk, or leave --strict-memory away");
        }
        else
        {
            warnings.Add($"{what}; {why}. Idle they take {ByteSize.Format(memory.IdleBytes)}, which fits.");
        }
    }
}

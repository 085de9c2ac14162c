using System.Globalization;
using ScaleSim.Core.Admission;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Capacity;

/// <summary>
/// From a measurement with a few workers to how many fit. Pure. What one more worker takes is the difference between
/// two sizes of one cluster, so that what the cluster takes at any size cancels out.
/// </summary>
public static class CapacityTable
{
    public const string IdleMemory = "memory, idle";
    public const string FullMemory = "memory, every limit reached";
    public const string Processor = "processor, idle";
    public const string Start = "start within its deadline";
    public const string Bridge = "nodes on the bridge";
    public const string Neighbours = "neighbour table";
    public const string Ports = "ports";
    public const string OneCluster = "workers of one cluster";

    /// <value>
    /// The part of the cores that idle workers may take: the master and whatever the workers are there for need some.
    /// On 2 cores 1000 reference workers of a thousandth of a core each came up and passed all checks; 100 workers of a
    /// storage system whose event loops take 1.1 to 2 % of a core each came up in minutes if at all (both measured).
    /// </value>
    public const double ProcessorShare = 0.75;

    // A machine with more than a fifth of its cores busy was not measured at rest.
    private const double BusyShare = 0.2;

    // How far a figure may be from the usual one, times or parts of it, to be a worker's.
    private const double Plausible = 2;

    /// <param name="spec">The cluster at the size that is asked about, which says how workers are packed.</param>
    /// <param name="facts">The machine before the measurement.</param>
    /// <param name="startTimeout">The deadline of a start; null for the usual one.</param>
    public static CapacityResult Calculate(
        CapacityMeasurement measured, ClusterSpec spec, HostFacts facts, TimeSpan? startTimeout)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(facts);
        spec = EngineFit.Settle(spec, facts.Engine);
        ClusterDemand demand = ClusterDemand.Of(spec);
        (double memory, double fixedMemory, string note) = MemoryOf(measured, spec, demand);
        CapacityRow[] rows =
        [
            new CapacityRow(
                IdleMemory, CapacityUnit.Bytes, memory, measured.Before.MemoryAvailableBytes - fixedMemory, true)
            {
                Note = note,
            },
            FullMemoryRow(measured, spec, memory, fixedMemory),
            new CapacityRow(
                Processor,
                CapacityUnit.Cores,
                Math.Max(0, measured.IdleCores),
                measured.Cores * ProcessorShare,
                true) { Note = ProcessorNote(measured) },
            StartRow(measured, startTimeout),
            .. measured.Before.Limits.Select(limit => LimitRow(measured, demand, limit)),
            .. NetworkRows(spec, demand, facts),
            new CapacityRow(OneCluster, CapacityUnit.Count, 1, ClusterSpec.WorkersMax, false),
        ];
        return new CapacityResult(rows, new WorkerFootprint(
            memory,
            fixedMemory,
            Math.Max(0, measured.IdleCores),
            (double)demand.Nodes / demand.Workers,
            measured.StartsPerSecond / Math.Max(1, measured.Cores)));
    }

    private static string ProcessorNote(CapacityMeasurement measured) =>
        "three quarters of the cores; the rest is the master's" + (measured.BusyCores > BusyShare * measured.Cores
            ? string.Create(
                CultureInfo.InvariantCulture,
                $". {measured.BusyCores:0.0} of {measured.Cores} cores were busy with other things: measure again ")
                + "at rest"
            : "");

    /// <summary>
    /// One more worker's memory, and the cluster's own. The fall of available memory has everything in it, also what
    /// other programs do meanwhile: where it is less than the cluster's own, or more than that and a generous
    /// container, what the worker's control group is charged and a container usually costs is counted instead.
    /// </summary>
    private static (double PerWorker, double Fixed, string Note) MemoryOf(
        CapacityMeasurement measured, ClusterSpec spec, ClusterDemand demand)
    {
        MachineSample first = measured.First;
        MachineSample second = measured.Second;
        double steps = Math.Max(1, second.Workers - first.Workers);
        double fall = (first.MemoryAvailableBytes - second.MemoryAvailableBytes) / steps;
        double sandboxesSeen = (second.Sandboxes - first.Sandboxes) / steps;
        double sandboxes = (double)demand.Sandboxes / demand.Workers;
        double? own = (second.Own?.MemoryBytes - first.Own?.MemoryBytes) / steps;
        bool isDisturbed = own is { } least && (fall < least || fall > least + (2 * MemoryModel.ContainerBytes));
        double usual = (measured.GroupMemoryBytes ?? 0) + MemoryModel.OverheadBytes(spec.Shim);
        double perWorker = (isDisturbed ? Math.Max(own!.Value, usual) : Math.Max(0, fall))
            + (Math.Max(0, sandboxes - sandboxesSeen) * MemoryModel.ContainerBytes);
        double atFirst = isDisturbed ? 0 : measured.Before.MemoryAvailableBytes - first.MemoryAvailableBytes;
        return (
            perWorker,
            Math.Max(0, atFirst - (perWorker * first.Workers)),
            isDisturbed
                ? $"other programs moved available memory by {ByteSize.Format((long)fall)} a worker meanwhile, so that "
                    + "the worker's own control group and the usual cost of a container are counted"
                : "");
    }

    private static CapacityRow FullMemoryRow(
        CapacityMeasurement measured, ClusterSpec spec, double idle, double fixedMemory)
    {
        double limit = spec.Groups.Average(spec.Workers, group => MemoryModel.LimitBytes(group));
        double beside = measured.GroupMemoryBytes is { } group && idle > group
            ? idle - group
            : MemoryModel.OverheadBytes(spec.Shim);
        return new CapacityRow(
            FullMemory,
            CapacityUnit.Bytes,
            limit + beside,
            measured.Before.MemoryAvailableBytes - fixedMemory,
            IsMeasured: false,
            Counts: spec.StrictMemory)
        {
            Note = spec.StrictMemory ? "" : "a promise, filled only on use; --strict-memory counts it",
        };
    }

    private static CapacityRow StartRow(CapacityMeasurement measured, TimeSpan? startTimeout)
    {
        int fits = StartDeadline.Fitting(measured.StartsPerSecond, startTimeout);
        return new CapacityRow(
            Start,
            CapacityUnit.Seconds,
            measured.StartsPerSecond > 0 ? 1 / measured.StartsPerSecond : 0,
            startTimeout?.TotalSeconds ?? StartDeadline.BaseSeconds,
            true)
        {
            Bound = fits,
            Note = startTimeout is null ? "and 1 s more per 5 workers, unless --start-timeout says otherwise" : "",
        };
    }

    private static CapacityRow LimitRow(CapacityMeasurement measured, ClusterDemand demand, HostLimit limit)
    {
        double usual = (double)LimitJudge.Judge(demand, [limit])[0].Need / demand.Workers;
        double? seen = SeenOf(measured, limit, usual);
        return new CapacityRow(
            NameOf(limit),
            limit.Kind is HostLimitKind.DiskBytes or HostLimitKind.KeyringBytes
                ? CapacityUnit.Bytes
                : CapacityUnit.Count,
            seen ?? usual,
            limit.Room,
            seen is not null,
            Counts: limit.Kind != HostLimitKind.InotifyInstances);
    }

    /// <summary>
    /// What one more worker was seen to take; null where nothing can be seen. Of a counter that is the whole machine's,
    /// a figure that is far from the usual one is other people's doing.
    /// </summary>
    private static double? SeenOf(CapacityMeasurement measured, HostLimit limit, double usual)
    {
        MachineSample first = measured.First;
        MachineSample second = measured.Second;
        double steps = Math.Max(1, second.Workers - first.Workers);
        double? own = limit.Kind switch
        {
            HostLimitKind.Threads => (second.Own?.Threads - first.Own?.Threads) / steps,
            HostLimitKind.OpenFiles => (second.Own?.OpenFiles - first.Own?.OpenFiles) / steps,
            _ => null,
        };
        double fall = (RoomOf(first, limit) - RoomOf(second, limit)) / steps;
        return own is > 0 ? own
            : IsCounter(limit.Kind) && fall >= usual / Plausible && fall <= usual * Plausible ? fall
            : null;
    }

    // The rest is the same for every container, as keyrings are, or moves with everybody's writing, as disks do.
    private static bool IsCounter(HostLimitKind kind) => kind is HostLimitKind.Threads or HostLimitKind.OpenFiles
        or HostLimitKind.DaemonThreads or HostLimitKind.DaemonFiles or HostLimitKind.Connections;

    private static double RoomOf(MachineSample sample, HostLimit limit) => sample.Limits
        .FirstOrDefault(other => other.Kind == limit.Kind && other.Name == limit.Name)?.Room ?? limit.Room;

    private static string NameOf(HostLimit limit) => limit.Kind switch
    {
        HostLimitKind.DaemonThreads => "threads of shims",
        HostLimitKind.DaemonFiles or HostLimitKind.OwnFiles => $"open files of {limit.Name}",
        HostLimitKind.DiskBytes => "disk",
        _ => limit.Name,
    };

    private static IEnumerable<CapacityRow> NetworkRows(ClusterSpec spec, ClusterDemand demand, HostFacts facts)
    {
        double nodes = (double)demand.Nodes / demand.Workers;
        yield return new CapacityRow(Bridge, CapacityUnit.Count, nodes, Planner.NodesPerBridgeMax, false);
        if (facts.NeighbourTableMax is { } places)
        {
            yield return new CapacityRow(
                Neighbours, CapacityUnit.Count, nodes * NeighbourTable.PerNode, places - NeighbourTable.Margin, false);
        }

        if (EngineFit.ExposureOf(spec, facts.Engine) == Exposure.Published)
        {
            yield return new CapacityRow(
                Ports,
                CapacityUnit.Count,
                (double)demand.PortsInAll / demand.Workers,
                spec.Ports.Count - facts.PortsInUse.Count(spec.Ports.Contains),
                false);
        }
    }

    private static double Average(
        this IReadOnlyList<WorkerGroupSpec> groups, int workers, Func<WorkerGroupSpec, double> each) =>
        groups.Sum(group => group.Count * each(group)) / workers;
}

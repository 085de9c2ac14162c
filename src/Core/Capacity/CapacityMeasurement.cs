namespace ScaleSim.Core.Capacity;

/// <summary>What was seen while a few workers were started, in two steps.</summary>
public sealed record CapacityMeasurement
{
    /// <value>Without any of them.</value>
    public required MachineSample Before { get; init; }

    public required MachineSample First { get; init; }

    /// <value>With more workers than at first: what differs between the two is theirs alone.</value>
    public required MachineSample Second { get; init; }

    /// <value>
    /// Memory charged to an average worker's own control group, in bytes, without what the kernel could take back;
    /// null where it can't be read.
    /// </value>
    public double? GroupMemoryBytes { get; init; }

    /// <value>Processor time that an idle worker takes of workers, master and machine, in cores.</value>
    public required double IdleCores { get; init; }

    /// <value>Workers started per second, one node's start left out.</value>
    public required double StartsPerSecond { get; init; }

    /// <value>Cores of the machine.</value>
    public required int Cores { get; init; }

    /// <value>Cores that were busy before any worker was started.</value>
    public double BusyCores { get; init; }
}

namespace ScaleSim.Core.Capacity;

/// <summary>What a resource is counted in.</summary>
public enum CapacityUnit
{
    Count,

    Bytes,

    /// <summary>Seconds of processor time per second: a core is 1.</summary>
    Cores,

    Seconds,
}

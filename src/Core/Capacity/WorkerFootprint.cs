namespace ScaleSim.Core.Capacity;

/// <summary>What workers take of any machine, from a measurement on one.</summary>
/// <param name="MemoryBytes">One more worker's, idle.</param>
/// <param name="FixedMemoryBytes">What the cluster takes whatever its size: master, keeper, first node.</param>
/// <param name="IdleCores">One more worker's, idle.</param>
/// <param name="NodesPerWorker">Nodes that one more worker makes; 0.01 with 100 to a node.</param>
/// <param name="StartsPerSecondPerCore">How fast they are started.</param>
public sealed record WorkerFootprint(
    double MemoryBytes,
    double FixedMemoryBytes,
    double IdleCores,
    double NodesPerWorker,
    double StartsPerSecondPerCore);

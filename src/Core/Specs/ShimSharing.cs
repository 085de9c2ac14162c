namespace ScaleSim.Core.Specs;

/// <summary>Which containers share one containerd shim process.</summary>
public enum ShimSharing
{
    /// <summary>
    /// One per node where the engine can, else one per container: decided by EngineFit.Settle before a plan is made, so
    /// that no plan and no live cluster has it.
    /// </summary>
    Auto,

    /// <summary>Each container has a shim of its own.</summary>
    Worker,

    /// <summary>One shim per node (API 1.43 and later): half the memory per worker, and one process to lose.</summary>
    Node,
}

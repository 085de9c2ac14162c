using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Doctor;

/// <summary>What a cluster asks of the machine, in figures.</summary>
internal sealed record DoctorDemand
{
    public required int Workers { get; init; }

    public required int Nodes { get; init; }

    /// <value>Containers in all: workers, and a sandbox for each node that isn't a worker itself.</value>
    public required int Containers { get; init; }

    /// <value>containerd-shim processes: one per container, or one per node where they share.</value>
    public required int Shims { get; init; }

    /// <value>Memory of all workers doing nothing, engine included, in bytes.</value>
    public required long MemoryIdleBytes { get; init; }

    /// <value>Memory with every limit reached, in bytes.</value>
    public required long MemoryFullBytes { get; init; }

    /// <value>Where the workers' ports are taken from.</value>
    public PortRange Ports { get; init; } = PortRange.Default;

    /// <value>Ports of the node with the most: they must differ within a node.</value>
    public required int PortsPerNode { get; init; }

    /// <value>Ports of all workers: published, they must differ within the cluster.</value>
    public required int PortsInAll { get; init; }

    public Exposure Expose { get; init; } = Exposure.Auto;
}

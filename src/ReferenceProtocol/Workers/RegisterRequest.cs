using ScaleSim.ReferenceProtocol.Blocks;

namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>Everything that a worker is and holds. It replaces whatever the master knew of it.</summary>
public sealed record RegisterRequest
{
    /// <summary>The lease from <see cref="LeaseResponse"/>.</summary>
    public required string Lease { get; init; }

    /// <summary>The run that the worker belongs to.</summary>
    public required string Run { get; init; }

    /// <summary>The worker's name, such as <c>worker-0007</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The worker's index in its cluster.</summary>
    public required int Index { get; init; }

    /// <summary>The IP address of the worker's node.</summary>
    public required string Address { get; init; }

    /// <summary>The worker's full DNS name.</summary>
    public required string Host { get; init; }

    /// <summary>The worker's ports.</summary>
    public required WorkerPorts Ports { get; init; }

    /// <summary>The size of the worker's ramdisk.</summary>
    public required long CapacityBytes { get; init; }

    /// <summary>How much of the ramdisk is used, by whatever.</summary>
    public required long UsedBytes { get; init; }

    /// <summary>Every block that the worker holds.</summary>
    public required IReadOnlyList<BlockInfo> Blocks { get; init; }
}

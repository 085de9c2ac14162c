using ScaleSim.ReferenceProtocol.Blocks;

namespace ScaleSim.ReferenceProtocol.Workers;

/// <summary>Something that the master tells a worker to do. A command may come twice.</summary>
public sealed record WorkerCommand
{
    /// <summary>What to do.</summary>
    public required WorkerCommandKind Kind { get; init; }

    /// <summary>The block to copy or delete.</summary>
    public BlockInfo? Block { get; init; }

    /// <summary>The workers to copy the block from, best first.</summary>
    public IReadOnlyList<WorkerLocation> Sources { get => field ?? []; init; }
}

namespace ScaleSim.ReferenceProtocol.Files;

/// <summary>Asks where the next block of a write goes.</summary>
public sealed record AllocateRequest
{
    /// <summary>How many bytes the block has.</summary>
    public required int Length { get; init; }

    /// <summary>The block that needs more workers, because some refused it; absent for a new one.</summary>
    public long? BlockId { get; init; }

    /// <summary>How many workers; as many as the file has replicas if absent.</summary>
    public int? Count { get; init; }

    /// <summary>The sessions of workers that have the block already or refused it.</summary>
    public IReadOnlyList<string> Excluded { get => field ?? []; init; }
}

using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceProtocol.Files;

namespace ScaleSim.ReferenceMaster.Files;

/// <summary>A file that is being written. Nobody else sees it before it is whole.</summary>
internal sealed class PendingWrite
{
    public required WriteTicket Ticket { get; init; }

    public required PathName Path { get; init; }

    public required bool Overwrite { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The timestamp of when its writer was last heard of.</summary>
    public long HeardAt { get; set; }

    /// <summary>The blocks that are written, in order.</summary>
    public List<BlockRecord> Committed { get; } = [];

    /// <summary>The blocks that are being written.</summary>
    public Dictionary<long, BlockRecord> Allocated { get; } = [];
}

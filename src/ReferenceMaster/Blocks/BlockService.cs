using Microsoft.AspNetCore.Http;
using ScaleSim.ReferenceMaster.Errors;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceMaster.Blocks;

/// <summary>Tells of blocks.</summary>
internal sealed class BlockService(MasterState state)
{
    /// <summary>A block with its holders.</summary>
    public BlockStatus Get(long id)
    {
        lock (state.Gate)
        {
            return state.Blocks.TryFind(id, out var block) ? Describe(block) : throw NotFound(id);
        }
    }

    /// <summary>A block with its holders; called under the lock.</summary>
    public BlockStatus Describe(BlockRecord block) => new()
    {
        Id = block.Id,
        Path = block.File?.Path ?? "",
        Index = block.Index,
        Length = block.Length,
        Checksum = block.Checksum,
        State = BlockTable.StateOf(block, state.Recovery.IsUnderWay),
        Replication = block.Replication,
        Holders = [.. block.Holders.Select(h => h.Location)],
        LastHolders = [.. block.LastHolders],
    };

    private static MasterException NotFound(long id) => new(StatusCodes.Status404NotFound, new ErrorResponse
    {
        Code = ErrorCodes.BlockNotFound,
        Message = $"There is no block {id}. Its file was deleted or replaced, or never was. "
            + "Ask for the status of the file.",
        BlockId = id,
    });
}

using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>No replica of a block can be had: reading its file fails here, and by name.</summary>
public sealed class BlockLostException : ReferenceException
{
    /// <summary>A block that can't be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="blockId">The block.</param>
    /// <param name="lastHolders">The names of the workers that have it, or had it last.</param>
    /// <param name="reasons">What each try came to.</param>
    public BlockLostException(
        string path,
        long blockId,
        IReadOnlyList<string> lastHolders,
        IReadOnlyList<string> reasons)
        : base(ErrorCodes.BlockLost, Describe(path, blockId, lastHolders, reasons))
    {
        Path = path;
        BlockId = blockId;
        LastHolders = lastHolders;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The block.</summary>
    public long BlockId { get; }

    /// <summary>The names of the workers that have it, or had it last.</summary>
    public IReadOnlyList<string> LastHolders { get; }

    private static string Describe(
        string path,
        long blockId,
        IReadOnlyList<string> lastHolders,
        IReadOnlyList<string> reasons)
    {
        var holders = lastHolders.Count > 0 ? string.Join(", ", lastHolders) : "nobody that the master remembers";
        var tries = reasons.Count > 0 ? $" ({string.Join("; ", reasons)})" : "";
        return $"Block {blockId} of {path} can't be read: no live worker gives it{tries}. "
            + $"Its last holders are {holders}. "
            + "Start them again if their ramdisks survived; otherwise write the file again.";
    }
}

using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>Gets one block from whichever of its holders has it whole.</summary>
internal sealed class BlockDownload(
    MasterConnection master,
    BlockConnection workers,
    ReferenceClientOptions options,
    Random random)
{
    /// <summary>Gets the block into a buffer; its bytes are verified.</summary>
    /// <returns>The block's status, as new as was needed.</returns>
    /// <exception cref="BlockLostException">Nobody has it, or nobody who has it answers for the retry time.</exception>
    public async Task<BlockStatus> DownloadAsync(
        BlockStatus block,
        Memory<byte> buffer,
        CancellationToken cancellationToken)
    {
        var clock = new RetryClock(options.RetryTime, options.Time);
        var reasons = new List<string>();
        while (true)
        {
            reasons.Clear();
            if (await TryHoldersAsync(block, buffer, reasons, cancellationToken).ConfigureAwait(false))
            {
                return block;
            }

            block = await RefreshAsync(block, cancellationToken).ConfigureAwait(false);
            if (block.State == BlockState.Lost || !await clock.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                throw Lost(block, reasons);
            }
        }
    }

    private static BlockLostException Lost(BlockStatus block, List<string> reasons) => new(
        block.Path, block.Id, [.. block.Holders.Select(h => h.Name).Concat(block.LastHolders).Distinct()], reasons);

    private async Task<bool> TryHoldersAsync(
        BlockStatus block,
        Memory<byte> buffer,
        List<string> reasons,
        CancellationToken cancellationToken)
    {
        var holders = block.Holders.ToArray();
        random.Shuffle(holders);
        foreach (var holder in holders)
        {
            if (await workers.GetAsync(holder, block, buffer, cancellationToken).ConfigureAwait(false)
                is not { } reason)
            {
                return true;
            }

            reasons.Add(reason);
        }

        return false;
    }

    private async Task<BlockStatus> RefreshAsync(BlockStatus block, CancellationToken cancellationToken)
    {
        try
        {
            return await master.GetAsync(
                FormattableString.Invariant($"{Routes.Blocks}/{block.Id}"),
                ReferenceJson.Wire.BlockStatus,
                cancellationToken).ConfigureAwait(false);
        }
        catch (ReferenceException exception) when (exception.Code == ErrorCodes.BlockNotFound)
        {
            throw new PathNotFoundException(block.Path, $"{block.Path} was deleted or replaced while it was read: "
                + $"its block {block.Id} is gone. What was read so far is a part of the old file. "
                + "Read it again from the beginning.");
        }
    }
}

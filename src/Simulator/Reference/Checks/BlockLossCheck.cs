using ScaleSim.Core.Checks;
using ScaleSim.Core.Planning;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>All holders of one block are killed: its read fails by name, and never gives wrong bytes.</summary>
internal sealed class BlockLossCheck(Func<CheckContext, IReferenceAccess> open) : ReferenceCheck(open)
{
    private const string Directory = "/scalesim-check-block-loss";
    private const int WorkersMin = 3;

    public override string Name => "block-loss";

    public override CheckLevel Level => CheckLevel.Disruptive;

    protected override TimeSpan DeadlineFor(ReferenceDeadlines deadlines) =>
        deadlines.Loss + deadlines.Return + TimeSpan.FromSeconds(90);

    protected override string? WhyNotApplicable(CheckContext context) => context.Plan.Workers.Count < WorkersMin
        ? $"with {context.Plan.Workers.Count} workers the holders of a block are the whole cluster; "
            + $"it takes {WorkersMin}"
        : null;

    protected override async Task<string> ProveAsync(ReferenceRun run, CancellationToken cancellationToken)
    {
        var file = new ReferenceFile(
            $"{Directory}/file", run.Context.Random.Next(), ReferenceFileSet.BlockSizeBytes);
        BlockStatus block = await WriteAsync(run, file, cancellationToken);
        HashSet<string> names = [.. block.Holders.Select(holder => holder.Name)];
        List<WorkerPlan> holders = [.. run.Plan.Workers.Where(worker => names.Contains(worker.Name))];
        await using KilledWorkers killed = await KilledWorkers.RememberAsync(run, holders, cancellationToken);
        await killed.KillAsync(cancellationToken);
        await RefuseAsync(run, file, "right after its holders were killed", mustBeNamed: null, cancellationToken);
        await killed.AwaitLossAsync(cancellationToken);
        await RefuseAsync(run, file, "after the master saw the loss", block, cancellationToken);
        await killed.ProveReturnAsync(cancellationToken);
        await RefuseAsync(run, file, "after its holders returned with empty ramdisks", block, cancellationToken);
        await run.Access.DeleteAsync(Directory, cancellationToken);
        return $"block {block.Id} lost all {holders.Count} holders ({Findings.Name(names)}): its read failed with "
            + $"{ErrorCodes.BlockLost} and its name, and never gave bytes";
    }

    private static async Task<BlockStatus> WriteAsync(
        ReferenceRun run, ReferenceFile file, CancellationToken cancellationToken)
    {
        await run.Access.DeleteAsync(Directory, cancellationToken);
        ReferenceRefusal? refusal = await run.Access.WriteAsync(
            file.Path, file.Content(), ReferenceFileSet.BlockSizeBytes, cancellationToken);
        IReadOnlyList<BlockStatus> blocks = refusal is null
            ? await run.Access.ListBlocksAsync(file.Path, cancellationToken)
            : throw new CheckFailedException(
                $"{file.Path} could not be written: {refusal.Message} See the master's log.");
        return blocks.Count == 1 ? blocks[0] : throw new CheckFailedException(
            $"{file.Path} of {file.Length} bytes has {blocks.Count} blocks instead of 1. See the master's log.");
    }

    /// <param name="mustBeNamed">The block that the refusal must name; null while the master can't know of it.</param>
    private static async Task RefuseAsync(
        ReferenceRun run, ReferenceFile file, string when, BlockStatus? mustBeNamed,
        CancellationToken cancellationToken)
    {
        ReferenceRead read = await run.Access.ReadAsync(file.Path, cancellationToken);
        if (read.Content is { } content)
        {
            throw new CheckFailedException(
                $"{file.Path} was read {when}: {file.Difference(content) ?? "all its bytes, from nowhere"}. "
                + "A block without a live holder must not be read; see the client and the workers' logs.");
        }

        string message = read.Refusal?.Message ?? "";
        if (mustBeNamed is { } block
            && (read.Refusal?.Code != ErrorCodes.BlockLost
                || !message.Contains(file.Path, StringComparison.Ordinal)))
        {
            throw new CheckFailedException(
                $"Reading {file.Path} {when} was refused, but not as {ErrorCodes.BlockLost} of block {block.Id} "
                + $"by name: {read.Refusal?.Code ?? "no code"}, {message} See the master's log.");
        }
    }
}

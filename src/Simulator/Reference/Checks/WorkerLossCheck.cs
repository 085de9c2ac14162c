using ScaleSim.Core.Checks;
using ScaleSim.Core.Planning;
using ScaleSim.ReferenceProtocol.Blocks;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>
/// Some workers are killed at once: every file reads back during the loss, after its blocks are replicated again, and
/// after the workers return, with empty ramdisks.
/// </summary>
internal sealed class WorkerLossCheck(Func<CheckContext, IReferenceAccess> open) : ReferenceCheck(open)
{
    private const string Directory = "/scalesim-check-worker-loss";
    private const int WorkersMin = 3;

    public override string Name => "worker-loss";

    public override CheckLevel Level => CheckLevel.Disruptive;

    protected override TimeSpan DeadlineFor(ReferenceDeadlines deadlines) =>
        (deadlines.Files * 4) + deadlines.Loss + deadlines.Replication + deadlines.Return + TimeSpan.FromSeconds(60);

    protected override string? WhyNotApplicable(CheckContext context) => context.Plan.Workers.Count < WorkersMin
        ? $"{context.Plan.Workers.Count} workers can't spare one and still hold two replicas; it takes {WorkersMin}"
        : null;

    protected override async Task<string> ProveAsync(ReferenceRun run, CancellationToken cancellationToken)
    {
        ReferenceFileSet files = run.Files(Directory);
        await files.WriteAsync(cancellationToken);
        IReadOnlyList<BlockStatus> blocks = await files.ListBlocksAsync(cancellationToken);
        IReadOnlyList<WorkerPlan> victims = Victims.Choose(
            run.Plan.Workers, blocks, Victims.CountFor(run.Plan.Workers.Count), run.Context.Random);
        if (victims.Count == 0)
        {
            throw new CheckFailedException(
                $"No worker can be spared: every one of {blocks.Count} blocks would lose its last replica. "
                + "The master keeps fewer than two replicas of them; see its replication.");
        }

        await using KilledWorkers killed = await KilledWorkers.RememberAsync(run, victims, cancellationToken);
        await killed.KillAsync(cancellationToken);
        (TimeSpan loss, TimeSpan replication) = await ProveLossAsync(run, files, killed, cancellationToken);
        TimeSpan back = await killed.ProveReturnAsync(cancellationToken);
        await files.VerifyAsync("after the workers returned", cancellationToken);
        await files.DeleteAsync(cancellationToken);
        return $"{victims.Count} of {run.Plan.Workers.Count} workers killed at once: {files.Files.Count} files read "
            + $"back during the loss (seen after {loss.TotalSeconds:0.0} s), after replication "
            + $"({replication.TotalSeconds:0.0} s later) and after the return ({back.TotalSeconds:0.0} s, ramdisks "
            + "empty by the workers' own lists)";
    }

    private static async Task<(TimeSpan Loss, TimeSpan Replication)> ProveLossAsync(
        ReferenceRun run, ReferenceFileSet files, KilledWorkers killed, CancellationToken cancellationToken)
    {
        // Reading begins before the master has noticed, which is when clients are sent to dead workers.
        Task<TimeSpan> loss = killed.AwaitLossAsync(cancellationToken);
        await Task.WhenAll(files.VerifyAsync("during the loss", cancellationToken), loss);
        TimeSpan replication = await AwaitReplicationAsync(run, files, killed, cancellationToken);
        await files.VerifyAsync("after their blocks were replicated again", cancellationToken);
        return (await loss, replication);
    }

    private static Task<TimeSpan> AwaitReplicationAsync(
        ReferenceRun run, ReferenceFileSet files, KilledWorkers killed, CancellationToken cancellationToken)
    {
        HashSet<string> dead = [.. killed.Names];
        return run.AwaitAsync(
            "every block to have its replicas on live workers",
            run.Deadlines.Replication,
            async stop =>
            {
                List<string> wrong = [.. (await files.ListBlocksAsync(stop))
                    .Where(block => block.State != BlockState.Available
                        || block.Holders.Count < block.Replication
                        || block.Holders.Any(holder => dead.Contains(holder.Name)))
                    .Select(block => $"block {block.Id} of {block.Path} is {block.State}")];
                return wrong.Count == 0 ? null : Findings.Name(wrong);
            },
            cancellationToken);
    }
}

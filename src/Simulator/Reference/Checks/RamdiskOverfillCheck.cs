using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Workers;
using WorkerState = ScaleSim.Core.Engines.WorkerState;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>A worker whose ramdisk is over-filled refuses cleanly and lives; emptied, it takes blocks again.</summary>
internal sealed class RamdiskOverfillCheck(Func<CheckContext, IReferenceAccess> open) : ReferenceCheck(open)
{
    // Numbers that the master never gives out.
    private const long FirstId = 9_000_000_000_000_000_000;

    private const int PutsAtOnce = 4;

    public override string Name => "ramdisk-overfill";

    public override CheckLevel Level => CheckLevel.Safe;

    protected override TimeSpan DeadlineFor(ReferenceDeadlines deadlines) => TimeSpan.FromSeconds(120);

    protected override string? WhyNotApplicable(CheckContext context) =>
        StoppedWorkers.Of(context).Others.Count == 0 ? "every worker was stopped on purpose" : null;

    protected override async Task<string> ProveAsync(ReferenceRun run, CancellationToken cancellationToken)
    {
        IReadOnlyList<WorkerPlan> workers = StoppedWorkers.Of(run.Context).Others;
        WorkerPlan worker = workers[run.Context.Random.Next(workers.Count)];
        WorkerHealth before = await run.Access.ReadHealthAsync(worker, cancellationToken);
        long blockBytes = Math.Clamp(before.CapacityBytes / 16, 4096, BlockLimits.LargestSizeBytes);
        byte[] block = new byte[blockBytes];
        run.Context.Random.NextBytes(block);
        var stored = new List<long>();
        try
        {
            await FillAsync(run, worker, before.CapacityBytes, block, stored, cancellationToken);
            await ProveAliveAsync(run, worker, block, stored, cancellationToken);
        }
        finally
        {
            await EmptyAsync(run, worker, stored);
        }

        await ProveEmptyAsync(run, worker, before, block, cancellationToken);
        return $"{worker.Name} took {stored.Count} blocks of {blockBytes} bytes on its ramdisk of "
            + $"{before.CapacityBytes}, refused the next with {ErrorCodes.NoSpace}, lived, and takes blocks again";
    }

    // Several at once, so that some find room when they begin and none before they end. The bound on the number is for
    // a worker that never refuses.
    private static async Task FillAsync(
        ReferenceRun run, WorkerPlan worker, long capacityBytes, byte[] block, List<long> stored,
        CancellationToken cancellationToken)
    {
        bool isFull = false;
        for (long next = FirstId; !isFull; next += PutsAtOnce)
        {
            if (stored.Count * (long)block.Length > capacityBytes)
            {
                throw new CheckFailedException(
                    $"{worker.Name} took {stored.Count} blocks of {block.Length} bytes, more than its ramdisk of "
                    + $"{capacityBytes} bytes can hold. So they lie elsewhere; see the ramdisks check.");
            }

            long[] ids = [.. Enumerable.Range(0, PutsAtOnce).Select(offset => next + offset)];
            ReferenceRefusal?[] refusals = await Task.WhenAll(
                ids.Select(id => run.Access.PutBlockAsync(worker, id, block, cancellationToken)));
            stored.AddRange(ids.Where((_, place) => refusals[place] is null));
            isFull = refusals.Any(refusal => refusal is not null);
            ReferenceRefusal? odd = refusals.FirstOrDefault(
                refusal => refusal is not null && refusal.Code != ErrorCodes.NoSpace);
            if (odd is not null)
            {
                throw new CheckFailedException(
                    $"{worker.Name} with {stored.Count} blocks was to refuse one more with {ErrorCodes.NoSpace} "
                    + $"and said {odd.Code ?? "nothing"}: {odd.Message} "
                    + "See its log, and scalesim status for its exit code.");
            }
        }
    }

    private static async Task ProveAliveAsync(
        ReferenceRun run, WorkerPlan worker, byte[] block, List<long> stored, CancellationToken cancellationToken)
    {
        ClusterState? state = await run.Context.Engine.InspectAsync(run.Plan.Cluster, cancellationToken);
        WorkerState? found = state?.Workers.FirstOrDefault(one => one.Index == worker.Index);
        if (found?.Status != ContainerStatus.Running)
        {
            throw new CheckFailedException(
                $"{worker.Name} did not survive a full ramdisk: it is {found?.Status.ToString() ?? "gone"} "
                + $"({found?.Detail}). Its memory limit may not cover its ramdisk; see scalesim plan.");
        }

        await run.Access.ReadHealthAsync(worker, cancellationToken);
        ReferenceRead read = await run.Access.GetBlockAsync(worker, stored[0], cancellationToken);
        if (read.Content is null || !read.Content.AsSpan().SequenceEqual(block))
        {
            throw new CheckFailedException(
                $"{worker.Name} took block {stored[0]} and, full, does not give it back: "
                + $"{read.Refusal?.Message ?? "the bytes differ."} See its log.");
        }
    }

    private static async Task ProveEmptyAsync(
        ReferenceRun run, WorkerPlan worker, WorkerHealth before, byte[] block, CancellationToken cancellationToken)
    {
        WorkerHealth after = await run.Access.ReadHealthAsync(worker, cancellationToken);
        if (after.UsedBytes - before.UsedBytes >= block.Length)
        {
            throw new CheckFailedException(
                $"{worker.Name} was emptied and {after.UsedBytes - before.UsedBytes} bytes of its ramdisk stay used. "
                + "Refused blocks may have left their beginnings; list its ramdisk with scalesim exec.");
        }

        if (await run.Access.PutBlockAsync(worker, FirstId, block, cancellationToken) is { } refusal)
        {
            throw new CheckFailedException(
                $"{worker.Name} was emptied and still takes no block: {refusal.Message} See its log.");
        }

        await run.Access.DeleteBlockAsync(worker, FirstId, cancellationToken);
    }

    // Also after a failure or a cancelled check: a full ramdisk would fail other tests.
    private static async Task EmptyAsync(ReferenceRun run, WorkerPlan worker, List<long> stored)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), run.Context.Time);
        foreach (long id in stored)
        {
            if (await run.Access.DeleteBlockAsync(worker, id, limit.Token) is not null)
            {
                return;
            }
        }
    }
}

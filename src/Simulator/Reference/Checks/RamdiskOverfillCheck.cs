using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>A worker whose ramdisk is over-filled refuses cleanly and lives; emptied, it takes blocks again.</summary>
internal sealed class RamdiskOverfillCheck(Func<CheckContext, IReferenceAccess> open) : ReferenceCheck(open)
{
    // Numbers that the master never gives out.
    private const long FirstId = 9_000_000_000_000_000_000;

    public override string Name => "ramdisk-overfill";

    public override CheckLevel Level => CheckLevel.Safe;

    protected override TimeSpan DeadlineFor(ReferenceDeadlines deadlines) => TimeSpan.FromSeconds(120);

    protected override async Task<string> ProveAsync(ReferenceRun run, CancellationToken cancellationToken)
    {
        WorkerPlan worker = run.Plan.Workers[run.Context.Random.Next(run.Plan.Workers.Count)];
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

        if (await run.Access.PutBlockAsync(worker, FirstId, block, cancellationToken) is { } refusal)
        {
            throw new CheckFailedException(
                $"{worker.Name} was emptied and still takes no block: {refusal.Message} See its log.");
        }

        await run.Access.DeleteBlockAsync(worker, FirstId, cancellationToken);
        return $"{worker.Name} took {stored.Count} blocks of {blockBytes} bytes on its ramdisk of "
            + $"{before.CapacityBytes}, refused the next with {ErrorCodes.NoSpace}, lived, and takes blocks again";
    }

    // As many blocks as fit, and one more; the bound is for a worker that never refuses.
    private static async Task FillAsync(
        ReferenceRun run, WorkerPlan worker, long capacityBytes, byte[] block, List<long> stored,
        CancellationToken cancellationToken)
    {
        for (long id = FirstId; stored.Count * (long)block.Length <= capacityBytes; id++)
        {
            ReferenceRefusal? refusal = await run.Access.PutBlockAsync(worker, id, block, cancellationToken);
            if (refusal is null)
            {
                stored.Add(id);
            }
            else if (refusal.Code == ErrorCodes.NoSpace)
            {
                return;
            }
            else
            {
                throw new CheckFailedException(
                    $"{worker.Name} was to refuse block {stored.Count + 1} with {ErrorCodes.NoSpace} and said "
                    + $"{refusal.Code ?? "nothing"}: {refusal.Message} See its log, and scalesim status for its exit code.");
            }
        }

        throw new CheckFailedException(
            $"{worker.Name} took {stored.Count} blocks of {block.Length} bytes, more than its ramdisk of "
            + $"{capacityBytes} bytes can hold. So they lie elsewhere; see the ramdisks check.");
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

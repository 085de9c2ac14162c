using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.EngineContract;

/// <summary>How workers die and come back: by crashes, kills, restart policies, and with their nodes.</summary>
public abstract class EngineDeathContract : WorkerKeysContract
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    [ContractFact]
    public async Task Crash_IsMendedByTheRestartPolicy_AndAKillIsNot()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(group => group with { Restart = new RestartSpec(3) }, deadline.Token);
        await using Following following = await Following.StartAsync(Engine, plan.Cluster, deadline.Token);

        await Engine.ActAsync(plan.Cluster, WorkerAction.Crash, [1], deadline.Token);

        EngineEvent died = await following.WaitForAsync(EngineEventKind.WorkerDied, 1, deadline.Token);
        Assert.Equal(137, died.ExitCode);
        await following.WaitForAsync(EngineEventKind.WorkerStarted, 1, deadline.Token);
        await AwaitAsync(plan, 1, ContainerStatus.Running, deadline.Token);

        await Engine.ActAsync(plan.Cluster, WorkerAction.Kill, [1], deadline.Token);

        await AwaitAsync(plan, 1, ContainerStatus.Exited, deadline.Token);
        DeathFacts? facts = Engine is IDeathReader reader
            ? await reader.ReadDeathAsync(plan.Cluster, 1, deadline.Token)
            : null;
        Assert.False(facts?.IsRestarted ?? false);
        Assert.Single(following.Events, happened => happened is { Kind: EngineEventKind.WorkerStarted, Index: 1 });
    }

    [ContractFact]
    public async Task Crash_LeavesTheWorkerDead_WithoutARestartPolicy()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(group => group, deadline.Token);

        await Engine.ActAsync(plan.Cluster, WorkerAction.Crash, [1], deadline.Token);
        await Engine.ActAsync(plan.Cluster, WorkerAction.Crash, [1], deadline.Token);

        await AwaitAsync(plan, 1, ContainerStatus.Exited, deadline.Token);
        await AwaitAsync(plan, 2, ContainerStatus.Running, deadline.Token);
        if (Engine is IDeathReader reader)
        {
            DeathFacts? dead = await reader.ReadDeathAsync(plan.Cluster, 1, deadline.Token);
            Assert.Equal((137, false, 0, false), (dead!.ExitCode, dead.OutOfMemory, dead.Restarts, dead.IsRestarted));
            Assert.Equal(plan.Workers[0].MemoryLimitBytes, dead.MemoryLimitBytes);
            Assert.Null(await reader.ReadDeathAsync(plan.Cluster, 2, deadline.Token));
        }
    }

    [ContractFact]
    public async Task CrashLoop_EndsWithItsRestartsCounted()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(
            group => group with { Command = CrashingCommand ?? group.Command, Restart = new RestartSpec(2) },
            deadline.Token);
        if (CrashingCommand is null || Engine is not IDeathReader reader)
        {
            return;
        }

        DeathFacts? facts;
        do
        {
            await Task.Delay(Poll, deadline.Token);
            facts = await reader.ReadDeathAsync(plan.Cluster, 1, deadline.Token);
        }
        while (facts is null or { IsRestarted: true });

        Assert.Equal((2, 2), (facts.Restarts, facts.RestartsMax));
        Assert.NotEqual(0, facts.ExitCode);
    }

    [ContractFact]
    public async Task RestartNodes_BringsTheirWorkersBackOntoTheNetwork_AndLeavesTheDeadDead()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(6, 3, deadline.Token);
        if (Engine is not INodeControl nodes)
        {
            return;
        }

        await Engine.ActAsync(plan.Cluster, WorkerAction.Kill, [2], deadline.Token);
        await using Following following = await Following.StartAsync(Engine, plan.Cluster, deadline.Token);

        await nodes.RestartNodesAsync(plan.Cluster, [1], deadline.Token);

        await following.WaitForAsync(EngineEventKind.NodeStarted, 1, deadline.Token);
        await following.WaitForAsync(EngineEventKind.WorkerStarted, 3, deadline.Token);
        EngineEvent[] order = [.. following.Events];
        Assert.True(
            Array.FindIndex(order, happened => happened is { Kind: EngineEventKind.NodeStarted, Index: 1 })
            < Array.FindIndex(order, happened => happened.Kind == EngineEventKind.WorkerStarted));
        await AwaitAsync(plan, 2, ContainerStatus.Exited, deadline.Token);
        foreach (int worker in (int[])[1, 3, 4, 5, 6])
        {
            await AwaitAsync(plan, worker, ContainerStatus.Running, deadline.Token);
        }

        Assert.DoesNotContain(
            order, happened => happened is { Kind: EngineEventKind.WorkerDied, Index: > 3 });
        if (Engine.Capabilities.Exec)
        {
            Assert.Contains(
                "eth0",
                await ExecAsync(plan, 1, deadline.Token, "cat", "/proc/net/route"),
                StringComparison.Ordinal);
        }
    }

    private async Task AwaitAsync(
        ClusterPlan plan, int worker, ContainerStatus status, CancellationToken cancellationToken)
    {
        while ((await InspectAsync(plan, cancellationToken)).Workers[worker - 1].Status != status)
        {
            await Task.Delay(Poll, cancellationToken);
        }
    }
}

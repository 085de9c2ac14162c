using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;

namespace ScaleSim.EngineContract;

/// <summary>What every engine does with a cluster that lives on: other sizes, logs, what a worker was given.</summary>
public abstract class EngineScaleContractTests : EngineDeathContract
{
    [ContractFact]
    public async Task Scale_AddsWhatIsMissing_AndLeavesTheRestAlone()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(3, 2, deadline.Token);
        ScalePlan scale = await PlanScaleAsync(plan, 6, deadline.Token);

        List<EngineEvent> events = await ToListAsync(Engine.ScaleAsync(scale, Options, deadline.Token));

        AssertOncePer([4, 5, 6], events, EngineEventKind.WorkerStarted);
        AssertOncePer([3], events, EngineEventKind.NodeStarted);
        Assert.DoesNotContain(events, happened => happened.Kind == EngineEventKind.WorkerRemoved);
        ClusterState state = await InspectAsync(plan, deadline.Token);
        AssertShows(scale.Target, state);
        Assert.Equal(6, state.Intended);
        Assert.Equal(3, state.Spec!.Workers);
        await AssertUpAsync(scale.Target, deadline.Token);
        await AssertScaledAsAnewAsync(plan, scale.Target, deadline.Token);
    }

    [ContractFact]
    public async Task Scale_RemovesTheHighest_AndNodesWithTheirLastWorker()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(5, 2, deadline.Token);
        ScalePlan scale = await PlanScaleAsync(plan, 3, deadline.Token);

        List<EngineEvent> events = await ToListAsync(Engine.ScaleAsync(scale, Options, deadline.Token));

        AssertOncePer([4, 5], events, EngineEventKind.WorkerRemoved);
        AssertOncePer([3], events, EngineEventKind.NodeRemoved);
        Assert.DoesNotContain(events, happened => happened.Kind == EngineEventKind.WorkerStarted);
        ClusterState state = await InspectAsync(plan, deadline.Token);
        AssertShows(scale.Target, state);
        Assert.Equal(3, state.Intended);
        await AssertUpAsync(scale.Target, deadline.Token);
        await Assert.ThrowsAnyAsync<EngineException>(() => Engine.ReadLogAsync(plan.Cluster, 5, 1, deadline.Token));
    }

    [ContractFact]
    public async Task Scale_DownAndUp_GivesTheSameWorkersAgain()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(4, 2, deadline.Token);
        await ScaleAsync(plan, 1, deadline.Token);

        ScalePlan back = await ScaleAsync(plan, 4, deadline.Token);

        ClusterState state = await InspectAsync(plan, deadline.Token);
        AssertShows(plan, state);
        Assert.Equal(2, state.Changes);
        await AssertUpAsync(back.Target, deadline.Token);
    }

    [ContractFact]
    public async Task Scale_AddsAndRemoves_WhenWorkersAreTheirOwnNodes()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(2, 1, deadline.Token);

        ScalePlan more = await ScaleAsync(plan, 3, deadline.Token);
        AssertShows(more.Target, await InspectAsync(plan, deadline.Token));
        ScalePlan fewer = await ScaleAsync(plan, 1, deadline.Token);

        AssertShows(fewer.Target, await InspectAsync(plan, deadline.Token));
        await AssertUpAsync(fewer.Target, deadline.Token);
    }

    [ContractFact]
    public async Task Scale_RenumbersNobody_WhenTheFirstOfTwoGroupsGrows()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterSpec spec = Spec(UniqueName(), 3, 2);
        ClusterPlan plan = await PrepareAsync(
            spec with { Groups = [spec.Groups[0], spec.Groups[0] with { Name = "pi4", Count = 2 }] }, deadline.Token);
        await StartAsync(plan, deadline.Token);

        ScalePlan scale = await ScaleAsync(plan, 5, deadline.Token);

        ClusterState state = await InspectAsync(plan, deadline.Token);
        AssertShows(scale.Target, state);
        Assert.Equal([1, 2, 3, 4, 5, 6, 8], state.Workers.Select(worker => worker.Index).Order());
        await AssertUpAsync(plan, deadline.Token);
        await AssertUpAsync(scale.Target, deadline.Token);
        await ScaleAsync(plan, 1, deadline.Token);
        Assert.Equal([1, 4, 5], (await InspectAsync(plan, deadline.Token)).Workers.Select(worker => worker.Index));
    }

    [ContractFact]
    public async Task Scale_LeavesTheDeadDead()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(3, 2, deadline.Token);
        await Engine.ActAsync(plan.Cluster, WorkerAction.Kill, [1], deadline.Token);

        await ScaleAsync(plan, 4, deadline.Token);

        ClusterState state = await InspectAsync(plan, deadline.Token);
        Assert.Equal(ContainerStatus.Exited, state.Workers.Single(worker => worker.Index == 1).Status);
        Assert.Equal(4, state.Workers.Count);
    }

    [ContractFact]
    public async Task Scale_GivesNewWorkersTheirFiles_WhichAreNoSizes()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await PrepareTwoAsync(
            group => group with
            {
                ReadOnlyRoot = true,
                Files = [new FileSpec { Path = "/etc/contract/a.conf", Content = "{worker.name}" }],
            },
            deadline.Token);
        await StartAsync(plan, deadline.Token);
        ClusterState before = await InspectAsync(plan, deadline.Token);
        Assert.Equal((2, 0), (before.Intended, before.Changes));

        ScalePlan scale = await ScaleAsync(plan, 3, deadline.Token);

        ClusterState after = await InspectAsync(plan, deadline.Token);
        AssertShows(scale.Target, after);
        Assert.Equal((3, 1), (after.Intended, after.Changes));
        foreach (WorkerPlan worker in scale.Target.Workers.Where(_ => Engine.Capabilities.Exec))
        {
            Assert.Equal(
                worker.Name, await ExecAsync(plan, worker.Index, deadline.Token, "cat", "/etc/contract/a.conf"));
        }
    }

    [ContractFact]
    public async Task Scale_IsRefused_WhenAnotherSizeCameFirst()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(2, 2, deadline.Token);
        ScalePlan first = await PlanScaleAsync(plan, 3, deadline.Token);
        ScalePlan second = await PlanScaleAsync(plan, 4, deadline.Token);
        await ToListAsync(Engine.ScaleAsync(first, Options, deadline.Token));

        await Assert.ThrowsAnyAsync<EngineException>(
            () => ToListAsync(Engine.ScaleAsync(second, Options, deadline.Token)));

        AssertShows(first.Target, await InspectAsync(plan, deadline.Token));
        await ToListAsync(Engine.ScaleAsync(first, Options, deadline.Token));
        AssertShows(first.Target, await InspectAsync(plan, deadline.Token));
    }

    [ContractFact]
    public async Task Scale_IsCompletedByTheSameSize_WhenItWasCancelledHalfWay()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        // So many that a machine that is busy does not start them all before it hears that they are not wanted.
        const int Many = 30;
        ClusterPlan plan = await UpAsync(1, Many, deadline.Token);
        ScalePlan scale = await PlanScaleAsync(plan, Many, deadline.Token);
        using (CancellationTokenSource half = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                await foreach (EngineEvent happened in Engine.ScaleAsync(scale, Options, half.Token))
                {
                    if (happened.Kind is EngineEventKind.WorkerCreated or EngineEventKind.WorkerStarted)
                    {
                        await half.CancelAsync();
                    }
                }
            });
        }

        ClusterState broken = await InspectAsync(plan, deadline.Token);
        Assert.Equal(Many, broken.Intended);
        Assert.True(broken.Workers.Count < Many, "The whole of it was started after all.");

        ScalePlan whole = await ScaleAsync(plan, Many, deadline.Token);

        AssertShows(whole.Target, await InspectAsync(plan, deadline.Token));
    }

    [ContractFact]
    public async Task Remove_LeavesNothing_WhenTheClusterWasScaled()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(2, 2, deadline.Token);
        await ScaleAsync(plan, 3, deadline.Token);

        await RemoveAsync(plan.Cluster, deadline.Token);

        Assert.Null(await Engine.InspectAsync(plan.Cluster, deadline.Token));
        await AssertGoneAsync(plan, deadline.Token);
    }

    [ContractFact]
    public async Task FollowLog_ReadsWhatThereIs_AndEnds()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(2, 2, deadline.Token);
        if (Engine is not ILogFollower logs || ExpectedLog(plan.Workers[1]) is not { } expected)
        {
            return;
        }

        List<LogLine> lines;
        do
        {
            lines = await ToListAsync(logs.FollowLogAsync(plan.Cluster, 2, new LogRequest(), deadline.Token));
        }
        while (lines.Count == 0 && !deadline.IsCancellationRequested);

        Assert.Contains(lines, line => line.Text.Contains(expected, StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Text.Contains('\n', StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<EngineException>(
            () => ToListAsync(logs.FollowLogAsync(plan.Cluster, 77, new LogRequest(), deadline.Token)));
    }

    [ContractFact]
    public async Task FollowLog_GoesOnUntilTheWorkerEnds()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(2, 2, deadline.Token);
        if (Engine is not ILogFollower logs || ExpectedLog(plan.Workers[0]) is not { } expected)
        {
            return;
        }

        bool killed = false;
        await foreach (LogLine line in logs.FollowLogAsync(
            plan.Cluster, 1, new LogRequest { Follow = true }, deadline.Token))
        {
            if (!killed && line.Text.Contains(expected, StringComparison.Ordinal))
            {
                killed = true;
                await Engine.ActAsync(plan.Cluster, WorkerAction.Kill, [1], deadline.Token);
            }
        }

        Assert.True(killed, "The log ended before the worker had printed what is expected of it.");
    }

    [ContractFact]
    public async Task ReadEnvironment_HasWhatTheWorkerWasGiven()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await PrepareTwoAsync(
            group => group with
            {
                Environment = new Dictionary<string, string>
                {
                    ["CONTRACT_TOKEN"] = "a=b{{c}}",
                    ["CONTRACT_NAME"] = "{worker.name}",
                },
            },
            deadline.Token);
        await StartAsync(plan, deadline.Token);
        if (Engine is not IEnvironmentReader reader)
        {
            return;
        }

        IReadOnlyDictionary<string, string> environment =
            await reader.ReadEnvironmentAsync(plan.Cluster, 2, deadline.Token);

        Assert.Equal("a=b{c}", environment["CONTRACT_TOKEN"]);
        Assert.Equal("worker-0002", environment["CONTRACT_NAME"]);
        Assert.Equal("***", (await InspectAsync(plan, deadline.Token)).Spec!.Groups[0].Environment["CONTRACT_TOKEN"]);
        await Assert.ThrowsAnyAsync<EngineException>(
            () => reader.ReadEnvironmentAsync(plan.Cluster, 77, deadline.Token));
    }

    /// <summary>Plans and prepares two workers on a node, with something changed in their group.</summary>
    private Task<ClusterPlan> PrepareTwoAsync(
        Func<WorkerGroupSpec, WorkerGroupSpec> change, CancellationToken cancellationToken)
    {
        ClusterSpec spec = Spec(UniqueName(), 2, 2);
        return PrepareAsync(spec with { Groups = [change(spec.Groups[0])] }, cancellationToken);
    }

    private async Task<ScalePlan> ScaleAsync(ClusterPlan plan, int workers, CancellationToken cancellationToken)
    {
        ScalePlan scale = await PlanScaleAsync(plan, workers, cancellationToken);
        List<EngineEvent> events = await ToListAsync(Engine.ScaleAsync(scale, Options, cancellationToken));
        Assert.DoesNotContain(
            events, happened => happened.Kind is EngineEventKind.WorkerFailed or EngineEventKind.NodeFailed);
        return scale;
    }

    private async Task<ScalePlan> PlanScaleAsync(ClusterPlan plan, int workers, CancellationToken cancellationToken)
    {
        ClusterState state = await InspectAsync(plan, cancellationToken);
        HostFacts facts = await ReadHostFactsAsync(cancellationToken);
        return ScalePlanner.Plan(
            state, state.Spec!, new Dictionary<string, int> { ["worker"] = workers }, facts, "0.0.0");
    }

    /// <summary>A cluster of one group that has grown is the one that would have been started with that size.</summary>
    private async Task AssertScaledAsAnewAsync(
        ClusterPlan plan, ClusterPlan target, CancellationToken cancellationToken)
    {
        HostFacts facts = await ReadHostFactsAsync(cancellationToken);
        ClusterPlan anew = Planner.Plan(target.Spec, facts, plan.Run);
        Assert.Equal(
            anew.Workers.Select(worker => (
                worker.Index, worker.Name, worker.Node, Ports: string.Join(' ', worker.Ports))),
            target.Workers.Select(worker => (
                worker.Index, worker.Name, worker.Node, Ports: string.Join(' ', worker.Ports))));
        Assert.Equal(
            anew.Nodes.Select(node => (node.Index, node.Name, node.Slots)),
            target.Nodes.Select(node => (node.Index, node.Name, node.Slots)));
    }
}

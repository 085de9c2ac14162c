using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.EngineContract;

/// <summary>What every engine does, written once. A test project derives from it for each of its engines.</summary>
public abstract class EngineContractTests : EngineScaleContractTests
{
    [ContractFact]
    public async Task Facts_DescribeTheEngine()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        EngineFacts facts = await Engine.ReadFactsAsync(deadline.Token);

        Assert.NotEmpty(facts.Kind);
        Assert.NotEmpty(facts.Version);
        Assert.True(facts.Cores > 0);
        Assert.True(facts.MemoryBytes > 0);
        Assert.All(facts.Subnets, subnet => Assert.Contains('/', subnet));
    }

    [ContractFact]
    public async Task Prepare_MakesTheClusterFindable()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        KeeperIdentity keeper = new(4711, 123456, "7d1c0000-aaaa", "/run/scalesim/x.sock", HoldsRun: false)
        {
            HostsFile = "/etc/a hosts file",
        };

        ClusterPlan plan = await PrepareAsync(3, 2, deadline.Token, keeper);

        ClusterState state = await InspectAsync(plan, deadline.Token);
        Assert.Equal(plan.Cluster, state.Cluster);
        Assert.Equal(plan.Run.Id, state.Run);
        Assert.Equal(plan.Run.User, state.User);
        Assert.Equal(keeper, state.Keeper);
        Assert.Equal(plan.Network.Subnet.ToString(), state.Subnet);
        Assert.Equal(plan.Network.Gateway, state.Gateway);
        Assert.NotNull(state.CreatedAt);
        Assert.NotNull(state.Spec);
        Assert.Equal(SpecHash.Of(plan.Spec), SpecHash.Of(state.Spec));
        Assert.Empty(state.Workers);
        IReadOnlyList<ClusterState> all = await Engine.ListAsync(deadline.Token);
        Assert.Single(all, found => found.Cluster == plan.Cluster && found.Run == plan.Run.Id);
        EngineFacts facts = await Engine.ReadFactsAsync(deadline.Token);
        Assert.Contains(plan.Network.Subnet.ToString(), facts.Subnets);
    }

    [ContractFact]
    public async Task Prepare_Refuses_WhenTheNameIsAlive()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(2, 2, deadline.Token);
        HostFacts facts = await ReadHostFactsAsync(deadline.Token);
        HostFacts without = facts with { SubnetsInUse = [.. facts.SubnetsInUse, plan.Network.Subnet] };
        ClusterPlan second = Planner.Plan(plan.Spec, without, NewRun());

        await Assert.ThrowsAsync<ClusterExistsException>(
            () => Engine.PrepareAsync(second, keeper: null, deadline.Token));

        ClusterState state = await InspectAsync(plan, deadline.Token);
        Assert.Equal(plan.Run.Id, state.Run);
        Assert.All(state.Workers, worker => Assert.Equal(ContainerStatus.Running, worker.Status));
        await AssertUpAsync(plan, deadline.Token);
    }

    [ContractFact]
    public async Task Prepare_ReportsTheSubnet_WhenItIsTaken()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan first = await PrepareAsync(1, 2, deadline.Token);
        HostFacts facts = await ReadHostFactsAsync(deadline.Token);
        HostFacts blind = OnlyFree(facts, first.Network.Subnet);
        ClusterPlan second = Planner.Plan(Spec(UniqueName(), 1, 2), blind, NewRun());
        Assert.Equal(first.Network.Subnet, second.Network.Subnet);

        PlanConflictException conflict = await Assert.ThrowsAsync<PlanConflictException>(
            () => Engine.PrepareAsync(second, keeper: null, deadline.Token));

        Assert.Equal(second.Network.Subnet, conflict.Subnet);
        Assert.Null(await Engine.InspectAsync(second.Cluster, deadline.Token));
        await AssertGoneAsync(second, deadline.Token);
        ClusterPlan third = await PrepareAsync(second.Spec, deadline.Token);
        await StartAsync(third, deadline.Token);
        await AssertUpAsync(third, deadline.Token);
    }

    [ContractFact]
    public async Task Start_ReportsEachNodeAndWorkerOnce()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await PrepareAsync(5, 2, deadline.Token);

        IReadOnlyList<EngineEvent> events = await StartAsync(plan, deadline.Token);

        AssertStartedOnce(plan, events);
        await AssertUpAsync(plan, deadline.Token);
    }

    [ContractFact]
    public async Task Start_ReportsEachNodeAndWorkerOnce_WhenWorkersAreTheirOwnNodes()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await PrepareAsync(2, 1, deadline.Token);

        IReadOnlyList<EngineEvent> events = await StartAsync(plan, deadline.Token);

        AssertStartedOnce(plan, events);
        AssertShows(plan, await InspectAsync(plan, deadline.Token));
        await AssertUpAsync(plan, deadline.Token);
    }

    [ContractFact]
    public async Task Inspect_ShowsThePlan_WhenStarted()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(5, 2, deadline.Token);

        ClusterState state = await InspectAsync(plan, deadline.Token);

        AssertShows(plan, state);
        Assert.Distinct(state.Workers.Select(worker => worker.Name));
        Assert.Distinct(state.Nodes.Select(node => node.Name));
    }

    [ContractFact]
    public async Task Inspect_IsNull_WhenThereIsNoSuchCluster()
    {
        using CancellationTokenSource deadline = CaseDeadline();

        Assert.Null(await Engine.InspectAsync(UniqueName(), deadline.Token));
    }

    [ContractFact]
    public async Task Start_StartsNothing_WhenAllIsStarted()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(3, 2, deadline.Token);

        IReadOnlyList<EngineEvent> events = await StartAsync(plan, deadline.Token);

        Assert.DoesNotContain(events, IsCreatedOrStarted);
        AssertShows(plan, await InspectAsync(plan, deadline.Token));
    }

    [ContractFact]
    public async Task Start_StartsTheMissing_WhenItWasCancelledHalfWay()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await PrepareAsync(6, 2, deadline.Token);
        await StartHalfAsync(plan, EngineEventKind.WorkerStarted, deadline.Token);
        ClusterState half = await InspectAsync(plan, deadline.Token);

        IReadOnlyList<EngineEvent> events = await StartAsync(plan, deadline.Token);

        AssertShows(plan, await InspectAsync(plan, deadline.Token));
        IEnumerable<int> running = half.Workers
            .Where(worker => worker.Status == ContainerStatus.Running)
            .Select(worker => worker.Index);
        IEnumerable<int> started = events
            .Where(happened => happened.Kind == EngineEventKind.WorkerStarted)
            .Select(happened => happened.Index);
        Assert.Empty(running.Intersect(started));
        await AssertUpAsync(plan, deadline.Token);
    }

    [ContractFact]
    public async Task Act_KillsAndStarts_AndFollowReportsBoth()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(3, 2, deadline.Token);
        await using Following following = await Following.StartAsync(Engine, plan.Cluster, deadline.Token);

        await Engine.ActAsync(plan.Cluster, WorkerAction.Kill, [2], deadline.Token);

        EngineEvent died = await following.WaitForAsync(EngineEventKind.WorkerDied, 2, deadline.Token);
        Assert.Equal(137, died.ExitCode);
        AssertStatus(await InspectAsync(plan, deadline.Token), 2, ContainerStatus.Exited);
        await Engine.ActAsync(plan.Cluster, WorkerAction.Kill, [2], deadline.Token);

        await Engine.ActAsync(plan.Cluster, WorkerAction.Start, [2], deadline.Token);

        await following.WaitForAsync(EngineEventKind.WorkerStarted, 2, deadline.Token);
        AssertStatus(await InspectAsync(plan, deadline.Token), 2, ContainerStatus.Running);
        await Engine.ActAsync(plan.Cluster, WorkerAction.Start, [2], deadline.Token);
        Assert.DoesNotContain(following.Events, happened => happened.Kind == EngineEventKind.NodeDied);
        Assert.DoesNotContain(
            following.Events, happened => happened.Kind == EngineEventKind.WorkerDied && happened.Index != 2);
    }

    [ContractFact]
    public async Task Act_StopsAndRestarts()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(3, 3, deadline.Token);
        await using Following following = await Following.StartAsync(Engine, plan.Cluster, deadline.Token);

        await Engine.ActAsync(plan.Cluster, WorkerAction.Stop, [1], deadline.Token);
        await Engine.ActAsync(plan.Cluster, WorkerAction.Restart, [3], deadline.Token);

        await following.WaitForAsync(EngineEventKind.WorkerDied, 1, deadline.Token);
        await following.WaitForAsync(EngineEventKind.WorkerDied, 3, deadline.Token);
        await following.WaitForAsync(EngineEventKind.WorkerStarted, 3, deadline.Token);
        ClusterState state = await InspectAsync(plan, deadline.Token);
        AssertStatus(state, 1, ContainerStatus.Exited);
        AssertStatus(state, 2, ContainerStatus.Running);
        AssertStatus(state, 3, ContainerStatus.Running);
    }

    [ContractFact]
    public async Task Act_TriesAll_WhenOneIsRefused()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(3, 3, deadline.Token);

        EngineException refused = await Assert.ThrowsAnyAsync<EngineException>(
            () => Engine.ActAsync(plan.Cluster, WorkerAction.Kill, [1, 99, 3], deadline.Token));

        Assert.Contains("99", refused.Message, StringComparison.Ordinal);
        ClusterState state = await InspectAsync(plan, deadline.Token);
        AssertStatus(state, 1, ContainerStatus.Exited);
        AssertStatus(state, 2, ContainerStatus.Running);
        AssertStatus(state, 3, ContainerStatus.Exited);
    }

    [ContractFact]
    public async Task Log_IsReadByLines()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(2, 2, deadline.Token);

        // A program that has just been started has not printed yet.
        string expected = ExpectedLog(plan.Workers[1]) ?? "";
        string log;
        do
        {
            log = await Engine.ReadLogAsync(plan.Cluster, 2, 5, deadline.Token);
        }
        while (!log.Contains(expected, StringComparison.Ordinal) && !deadline.IsCancellationRequested);

        Assert.Contains(expected, log, StringComparison.Ordinal);
        Assert.True(log.TrimEnd('\n').Split('\n').Length <= 5);
        await Assert.ThrowsAnyAsync<EngineException>(() => Engine.ReadLogAsync(plan.Cluster, 77, 5, deadline.Token));
    }

    [ContractFact]
    public async Task Exec_IsRefused_WhenTheCapabilityIsMissing()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(1, 2, deadline.Token);
        string[] unknown = ["/no/such/program"];

        if (!Engine.Capabilities.Exec)
        {
            await Assert.ThrowsAnyAsync<EngineException>(
                () => Engine.ExecAsync(plan.Cluster, ExecTarget.Worker(1), unknown, deadline.Token));
        }
        else
        {
            ExecResult result = await Engine.ExecAsync(plan.Cluster, ExecTarget.Node(1), unknown, deadline.Token);
            Assert.NotEqual(0, result.ExitCode);
        }
    }

    [ContractFact]
    public async Task Remove_LeavesNothing_AndMayBeRepeated()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(4, 2, deadline.Token);
        await Engine.ActAsync(plan.Cluster, WorkerAction.Kill, [1], deadline.Token);

        IReadOnlyList<EngineEvent> events = await RemoveAsync(plan.Cluster, deadline.Token);

        AssertOncePer(plan.Workers.Select(worker => worker.Index), events, EngineEventKind.WorkerRemoved);
        AssertOncePer(plan.Nodes.Select(node => node.Index), events, EngineEventKind.NodeRemoved);
        await AssertNothingLeftAsync(plan, deadline.Token);
        Assert.Empty(await RemoveAsync(plan.Cluster, deadline.Token));
    }

    [ContractFact]
    public async Task Remove_LeavesNothing_WhenOnlyPrepared()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await PrepareAsync(2, 2, deadline.Token);

        await RemoveAsync(plan.Cluster, deadline.Token);

        await AssertNothingLeftAsync(plan, deadline.Token);
    }

    [ContractFact]
    public Task Remove_LeavesNothing_WhenTheStartWasCancelled() =>
        RemoveLeavesNothingOfAHalfStartAsync(EngineEventKind.WorkerCreated);

    [ContractFact]
    public Task Remove_LeavesNothing_WhenNodesWereStarting() =>
        RemoveLeavesNothingOfAHalfStartAsync(EngineEventKind.NodeCreated);

    [ContractFact]
    public async Task Remove_LeavesAnotherRunAlone_AndTakesItsOwn()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(2, 2, deadline.Token);

        Assert.Empty(await ToListAsync(Engine.RemoveAsync(plan.Cluster, NewRun().Id, deadline.Token)));
        AssertShows(plan, await InspectAsync(plan, deadline.Token));
        await AssertUpAsync(plan, deadline.Token);

        await ToListAsync(Engine.RemoveAsync(plan.Cluster, plan.Run.Id, deadline.Token));
        await AssertNothingLeftAsync(plan, deadline.Token);
    }

    [ContractFact]
    public async Task Remove_MakesTheNameFree()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await UpAsync(2, 2, deadline.Token);
        await RemoveAsync(plan.Cluster, deadline.Token);

        ClusterPlan again = await PrepareAsync(plan.Spec, deadline.Token);
        await StartAsync(again, deadline.Token);

        Assert.Equal(again.Run.Id, (await InspectAsync(again, deadline.Token)).Run);
        await AssertUpAsync(again, deadline.Token);
    }

    [ContractFact]
    public async Task Clusters_DoNotTouchEachOther()
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan first = await UpAsync(3, 2, deadline.Token);
        ClusterPlan second = await UpAsync(3, 2, deadline.Token);
        await using Following following = await Following.StartAsync(Engine, first.Cluster, deadline.Token);

        await Engine.ActAsync(second.Cluster, WorkerAction.Kill, [1, 2], deadline.Token);
        await RemoveAsync(second.Cluster, deadline.Token);

        await AssertNothingLeftAsync(second, deadline.Token);
        AssertShows(first, await InspectAsync(first, deadline.Token));
        await AssertUpAsync(first, deadline.Token);
        await Engine.ActAsync(first.Cluster, WorkerAction.Kill, [3], deadline.Token);
        await following.WaitForAsync(EngineEventKind.WorkerDied, 3, deadline.Token);
        Assert.DoesNotContain(
            following.Events, happened => happened.Kind == EngineEventKind.WorkerDied && happened.Index != 3);
    }

    private async Task RemoveLeavesNothingOfAHalfStartAsync(EngineEventKind reached)
    {
        using CancellationTokenSource deadline = CaseDeadline();
        ClusterPlan plan = await PrepareAsync(6, 2, deadline.Token);
        await StartHalfAsync(plan, reached, deadline.Token);

        await RemoveAsync(plan.Cluster, deadline.Token);

        await AssertNothingLeftAsync(plan, deadline.Token);
    }

    private static HostFacts OnlyFree(HostFacts facts, Ipv4Network subnet)
    {
        Ipv4Network block = new(0xC612_0000, 15);
        IEnumerable<Ipv4Network> all = Enumerable.Range(0, 1 << (subnet.PrefixLength - block.PrefixLength))
            .Select(index => block.Subnet(subnet.PrefixLength, index));
        return facts with { SubnetsInUse = [.. all.Where(other => other != subnet)] };
    }

    private static bool IsCreatedOrStarted(EngineEvent happened) => happened.Kind
        is EngineEventKind.NodeCreated
        or EngineEventKind.NodeStarted
        or EngineEventKind.WorkerCreated
        or EngineEventKind.WorkerStarted;

    private static void AssertStartedOnce(ClusterPlan plan, IReadOnlyList<EngineEvent> events)
    {
        IEnumerable<int> nodes = plan.Nodes.Select(node => node.Index);
        IEnumerable<int> workers = plan.Workers.Select(worker => worker.Index);
        AssertOncePer(nodes, events, EngineEventKind.NodeCreated);
        AssertOncePer(nodes, events, EngineEventKind.NodeStarted);
        AssertOncePer(workers, events, EngineEventKind.WorkerCreated);
        AssertOncePer(workers, events, EngineEventKind.WorkerStarted);
    }

    private static void AssertStatus(ClusterState state, int worker, ContainerStatus status) =>
        Assert.Equal(status, Assert.Single(state.Workers, found => found.Index == worker).Status);

    private async Task AssertNothingLeftAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        Assert.Null(await Engine.InspectAsync(plan.Cluster, cancellationToken));
        IReadOnlyList<ClusterState> all = await Engine.ListAsync(cancellationToken);
        Assert.DoesNotContain(all, found => found.Cluster == plan.Cluster);
        await AssertGoneAsync(plan, cancellationToken);
    }
}

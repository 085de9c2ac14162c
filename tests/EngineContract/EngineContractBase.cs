using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.EngineContract;

/// <summary>
/// What an engine's test project tells the contract about its engine, and the steps that cases are made of.
/// </summary>
public abstract class EngineContractBase : IAsyncLifetime
{
    private const int PlansMax = 16;

    private readonly List<string> _clusters = [];
    private IEngine? _engine;

    protected IEngine Engine => _engine ?? throw new InvalidOperationException("No case is running.");

    /// <value>How long a case may take.</value>
    protected virtual TimeSpan Deadline => TimeSpan.FromMinutes(2);

    /// <value>Requests in flight while starting.</value>
    protected virtual StartOptions Options => new(Concurrency: 4);

    public Task InitializeAsync()
    {
        _engine = CreateEngine();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        using CancellationTokenSource deadline = new(Deadline);
        foreach (string cluster in _clusters)
        {
            await RemoveAsync(cluster, deadline.Token);
        }

        await Engine.DisposeAsync();
    }

    /// <summary>A client of the engine; each case has one of its own and disposes of it.</summary>
    protected abstract IEngine CreateEngine();

    /// <summary>What the planner is to know of this machine now.</summary>
    protected abstract Task<HostFacts> ReadHostFactsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A spec that starts on this machine, with one group, one port or more, one ramdisk, and workers that go on
    /// running until they are killed.
    /// </summary>
    protected abstract ClusterSpec Spec(string name, int workers, int perNode);

    /// <summary>Asserts, by other means than the engine under test, that the machine has what the plan says.</summary>
    protected abstract Task AssertUpAsync(ClusterPlan plan, CancellationToken cancellationToken);

    /// <summary>
    /// Asserts, by other means than the engine under test, that the machine has nothing of the cluster.
    /// </summary>
    protected abstract Task AssertGoneAsync(ClusterPlan plan, CancellationToken cancellationToken);

    /// <summary>A text that the worker's log holds once it runs; null where nothing is known of it.</summary>
    protected virtual string? ExpectedLog(WorkerPlan worker) => null;

    /// <summary>A deadline for the whole case.</summary>
    protected CancellationTokenSource CaseDeadline() => new(Deadline);

    /// <summary>
    /// A name that no other case, process or machine's user has; the case's end removes what bears it.
    /// </summary>
    protected string UniqueName()
    {
        string name = $"contract-{Guid.NewGuid():N}"[..20];
        _clusters.Add(name);
        return name;
    }

    /// <summary>Plans and prepares a cluster of its own.</summary>
    protected Task<ClusterPlan> PrepareAsync(
        int workers, int perNode, CancellationToken cancellationToken, KeeperIdentity? keeper = null) =>
        PrepareAsync(Spec(UniqueName(), workers, perNode), cancellationToken, keeper);

    /// <summary>Plans and prepares, and plans again where somebody else was faster, as commands do.</summary>
    protected async Task<ClusterPlan> PrepareAsync(
        ClusterSpec spec, CancellationToken cancellationToken, KeeperIdentity? keeper = null)
    {
        HostFacts facts = await ReadHostFactsAsync(cancellationToken);
        for (int attempt = 1; ; attempt++)
        {
            ClusterPlan plan = Planner.Plan(spec, facts, NewRun());
            try
            {
                await Engine.PrepareAsync(plan, keeper, cancellationToken);
                return plan;
            }
            catch (PlanConflictException conflict) when (conflict.Subnet is not null && attempt < PlansMax)
            {
                facts = facts with { SubnetsInUse = [.. facts.SubnetsInUse, conflict.Subnet.Value] };
            }
        }
    }

    /// <summary>A cluster of its own, started; fails where the engine reports a failure.</summary>
    protected async Task<ClusterPlan> UpAsync(int workers, int perNode, CancellationToken cancellationToken)
    {
        ClusterPlan plan = await PrepareAsync(workers, perNode, cancellationToken);
        await StartAsync(plan, cancellationToken);
        return plan;
    }

    protected static RunIdentity NewRun() => new($"{Guid.NewGuid():N}"[..8], "contract", "0.0.0");

    protected async Task<IReadOnlyList<EngineEvent>> StartAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        List<EngineEvent> events = await ToListAsync(Engine.StartAsync(plan, Options, cancellationToken));
        Assert.DoesNotContain(
            events, happened => happened.Kind is EngineEventKind.WorkerFailed or EngineEventKind.NodeFailed);
        return events;
    }

    protected async Task<IReadOnlyList<EngineEvent>> RemoveAsync(string cluster, CancellationToken cancellationToken) =>
        await ToListAsync(Engine.RemoveAsync(cluster, run: null, cancellationToken));

    protected async Task<ClusterState> InspectAsync(ClusterPlan plan, CancellationToken cancellationToken)
    {
        ClusterState? state = await Engine.InspectAsync(plan.Cluster, cancellationToken);
        Assert.NotNull(state);
        return state;
    }

    /// <summary>Starts, and cancels as soon as an event of the given kind comes.</summary>
    protected async Task StartHalfAsync(
        ClusterPlan plan, EngineEventKind until, CancellationToken cancellationToken)
    {
        using CancellationTokenSource half = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool reached = false;
        try
        {
            await foreach (EngineEvent happened in Engine.StartAsync(plan, Options, half.Token))
            {
                if (happened.Kind == until && !reached)
                {
                    reached = true;
                    await half.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException) when (half.IsCancellationRequested && reached)
        {
        }

        Assert.True(reached, $"No {until} was reported before the start ended.");
    }

    protected static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> events)
    {
        List<T> list = [];
        await foreach (T happened in events)
        {
            list.Add(happened);
        }

        return list;
    }

    protected static void AssertOncePer(
        IEnumerable<int> indexes, IReadOnlyList<EngineEvent> events, EngineEventKind kind) =>
        Assert.Equal(
            indexes,
            events.Where(happened => happened.Kind == kind).Select(happened => happened.Index).Order());

    protected static void AssertShows(ClusterPlan plan, ClusterState state)
    {
        Assert.Equal(
            plan.Nodes.Select(node => (node.Index, node.Name, ContainerStatus.Running, node.Address, node.Slots)),
            state.Nodes.OrderBy(node => node.Index).Select(node => (
                node.Index, node.Name, node.Status, node.Address!, node.Slots)));
        Assert.Equal(plan.Workers.Count, state.Workers.Count);
        foreach ((WorkerPlan planned, WorkerState found) in
            plan.Workers.Zip(state.Workers.OrderBy(worker => worker.Index)))
        {
            Assert.Equal(planned.Index, found.Index);
            Assert.Equal(planned.Name, found.Name);
            Assert.Equal(planned.Group.Name, found.Group);
            Assert.Equal(planned.Node, found.Node);
            Assert.Equal(planned.Ports, found.Ports);
            Assert.Equal(ContainerStatus.Running, found.Status);
        }
    }
}

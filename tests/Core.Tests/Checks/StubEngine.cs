using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Tests.Checks;

/// <summary>An engine that answers what a test tells it to, and can do nothing else.</summary>
internal class StubEngine : IEngine
{
    public EngineCapabilities Capabilities { get; set; } = new(Network: true, Exec: true, SharedShim: false);

    public ClusterState? State { get; set; }

    /// <value>Called with each exec's target and command.</value>
    public Func<ExecTarget, IReadOnlyList<string>, ExecResult> Exec { get; set; } =
        (_, _) => throw new NotSupportedException();

    /// <value>Called with each worker whose log is read.</value>
    public Func<int, string> Log { get; set; } = _ => "";

    public List<(ExecTarget Target, IReadOnlyList<string> Command)> Execs { get; } = [];

    /// <summary>The state in which all is as planned.</summary>
    public static ClusterState AsPlanned(ClusterPlan plan) => new()
    {
        Cluster = plan.Cluster,
        Run = plan.Run.Id,
        Nodes = [.. plan.Nodes.Select(
            node => new NodeState(node.Index, node.Name, ContainerStatus.Running, node.Address))],
        Workers = [.. plan.Workers.Select(worker => new WorkerState
        {
            Index = worker.Index,
            Name = worker.Name,
            Node = worker.Node,
            Status = ContainerStatus.Running,
        })],
    };

    public Task<EngineFacts> ReadFactsAsync(CancellationToken cancellationToken) => Task.FromResult(new EngineFacts
    {
        Kind = Capabilities.Network ? "docker" : "fake",
        Version = "0",
        IsLocal = true,
        Cores = 2,
        MemoryBytes = 1L << 30,
    });

    public Task<ClusterState?> InspectAsync(string cluster, CancellationToken cancellationToken) =>
        Task.FromResult(State);

    public virtual Task<ExecResult> ExecAsync(
        string cluster, ExecTarget target, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        Execs.Add((target, command));
        return Task.FromResult(Exec(target, command));
    }

    public Task PrepareAsync(ClusterPlan plan, KeeperIdentity? keeper, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<EngineEvent> StartAsync(
        ClusterPlan plan, StartOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<EngineEvent> ScaleAsync(
        ScalePlan plan, StartOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<EngineEvent> RemoveAsync(
        string cluster, string? run, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ClusterState>> ListAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<EngineEvent> FollowAsync(string cluster, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task ActAsync(
        string cluster, WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string> ReadLogAsync(string cluster, int worker, int lines, CancellationToken cancellationToken) =>
        Task.FromResult(Log(worker));

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

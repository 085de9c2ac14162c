using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>
/// The engine of an <see cref="InMemoryReference"/>: it kills, starts and says who runs, and nothing else.
/// </summary>
internal sealed class InMemoryEngine(ClusterPlan plan, InMemoryReference reference) : IEngine
{
    public EngineCapabilities Capabilities { get; set; } = new(Network: true, Exec: true, SharedShim: false);

    public List<(WorkerAction Action, int[] Workers)> Actions { get; } = [];

    public Task ActAsync(
        string cluster, WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken)
    {
        Actions.Add((action, [.. workers]));
        reference.Act(action, workers);
        return Task.CompletedTask;
    }

    public Task<ClusterState?> InspectAsync(string cluster, CancellationToken cancellationToken) =>
        Task.FromResult<ClusterState?>(new ClusterState
        {
            Cluster = cluster,
            Run = plan.Run.Id,
            Workers = [.. reference.Workers.Select(worker => new WorkerState
            {
                Index = worker.Plan.Index,
                Name = worker.Plan.Name,
                Node = worker.Plan.Node,
                Status = worker.Runs ? ContainerStatus.Running : ContainerStatus.Exited,
                Detail = worker.Runs ? "Up" : "Exited (137)",
            })],
        });

    public Task<EngineFacts> ReadFactsAsync(CancellationToken cancellationToken) => Task.FromResult(new EngineFacts
    {
        Kind = Capabilities.Network ? "docker" : "fake",
        Version = "0",
        IsLocal = true,
        Cores = 2,
        MemoryBytes = 1L << 30,
    });

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

    public Task<ExecResult> ExecAsync(
        string cluster, ExecTarget target, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string> ReadLogAsync(string cluster, int worker, int lines, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

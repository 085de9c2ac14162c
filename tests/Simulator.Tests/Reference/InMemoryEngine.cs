using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Tests.Engines;

namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>
/// The engine of an <see cref="InMemoryReference"/>: it kills, starts and says who runs, and nothing else.
/// </summary>
internal sealed class InMemoryEngine(ClusterPlan plan, InMemoryReference reference) : UnsupportedEngine
{
    public List<(WorkerAction Action, int[] Workers)> Actions { get; } = [];

    /// <value>Whether a kill is refused for all workers but the first.</value>
    public bool RefusesKills { get; init; }

    public override Task ActAsync(
        string cluster, WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Actions.Add((action, [.. workers]));
        if (RefusesKills && action == WorkerAction.Kill)
        {
            reference.Act(action, workers.Take(1));
            throw new EngineException("Kill failed for 1 worker.");
        }

        reference.Act(action, workers);
        return Task.CompletedTask;
    }

    public override Task<ClusterState?> InspectAsync(string cluster, CancellationToken cancellationToken) =>
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

    public override Task<EngineFacts> ReadFactsAsync(CancellationToken cancellationToken) => Task.FromResult(Facts);
}

using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Tests.Engines;

namespace ScaleSim.Core.Tests.Checks;

/// <summary>An engine that answers what a test tells it to, and can do nothing else.</summary>
internal class StubEngine : UnsupportedEngine
{
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

    public override Task<EngineFacts> ReadFactsAsync(CancellationToken cancellationToken) => Task.FromResult(Facts);

    public override Task<ClusterState?> InspectAsync(string cluster, CancellationToken cancellationToken) =>
        Task.FromResult(State);

    public override Task<ExecResult> ExecAsync(
        string cluster, ExecTarget target, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        Execs.Add((target, command));
        return Task.FromResult(Exec(target, command));
    }

    public override Task<string> ReadLogAsync(
        string cluster, int worker, int lines, CancellationToken cancellationToken) => Task.FromResult(Log(worker));
}

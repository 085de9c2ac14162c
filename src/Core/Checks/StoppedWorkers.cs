using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Checks;

/// <summary>
/// Workers that somebody stopped on purpose while the run went on: no check calls one missing, and each says whom it
/// left out.
/// </summary>
public sealed class StoppedWorkers
{
    private readonly ClusterPlan _plan;
    private readonly IReadOnlyDictionary<int, string> _by;

    private StoppedWorkers(ClusterPlan plan, IReadOnlyDictionary<int, string> by)
    {
        _plan = plan;
        _by = by;
        Others = by.Count == 0 ? plan.Workers : [.. plan.Workers.Where(worker => !by.ContainsKey(worker.Index))];
    }

    public int Count => _plan.Workers.Count - Others.Count;

    /// <value>The planned workers that are to run.</value>
    public IReadOnlyList<WorkerPlan> Others { get; }

    /// <value>The end of a sentence; empty where nobody is stopped.</value>
    public string Note => Count == 0
        ? ""
        : $"; {Findings.Count(Count, "worker")} left out, stopped on purpose: {Findings.Name([.. Names])}";

    private IEnumerable<string> Names => _plan.Workers
        .Where(worker => _by.ContainsKey(worker.Index))
        .Select(worker => $"{worker.Name} by {_by[worker.Index]}");

    /// <summary>Those of this moment.</summary>
    public static StoppedWorkers Of(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new StoppedWorkers(context.Plan, context.Stopped());
    }

    public bool Contains(int worker) => _by.ContainsKey(worker);

    /// <summary>Whether all workers of a node are stopped: then it may be gone with them.</summary>
    public bool Covers(NodePlan node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Count > 0 && _plan.WorkersOn(node).All(worker => Contains(worker.Index));
    }

    /// <summary>The nodes that commands can run in: all but those that are a stopped worker themselves.</summary>
    public IReadOnlyList<NodePlan> Reachable() => Count == 0
        ? _plan.Nodes
        : [.. _plan.Nodes.Where(node => !node.IsWorker || !Covers(node))];
}

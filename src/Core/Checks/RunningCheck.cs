using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Checks;

/// <summary>
/// Every planned node and worker runs, but for those that were stopped on purpose, and nothing else bears the cluster's
/// labels.
/// </summary>
public sealed class RunningCheck : ICheck
{
    public string Name => "running";

    public CheckLevel Level => CheckLevel.Safe;

    public TimeSpan DeadlineFor(int workers) => TimeSpan.FromSeconds(30 + (workers / 50.0));

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ClusterPlan plan = context.Plan;
        ClusterState? state = await context.Engine
            .InspectAsync(plan.Cluster, cancellationToken).ConfigureAwait(false);
        if (state is null)
        {
            return CheckOutcome.Failed(
                $"The engine has nothing of cluster {plan.Cluster}: all {plan.Workers.Count} workers are gone. "
                + "Somebody removed it while the run went on; see the engine's own log.");
        }

        StoppedWorkers stopped = StoppedWorkers.Of(context);
        List<string> wrong = [.. WrongWorkers(plan, state, stopped), .. WrongNodes(plan, state, stopped)];
        string who = stopped.Count == 0
            ? $"all {Findings.Count(plan.Workers.Count, "worker")}"
            : $"{stopped.Others.Count} of {Findings.Count(plan.Workers.Count, "worker")}";
        return wrong.Count == 0
            ? CheckOutcome.Passed(
                $"{who} run on {Findings.Count(plan.Nodes.Count, "node")}, and no stranger{stopped.Note}")
            : CheckOutcome.Failed(
                $"{wrong.Count} of {plan.Workers.Count} workers and {plan.Nodes.Count} nodes are not as planned: "
                + $"{Findings.Name(wrong)}{stopped.Note}. A worker's last output says more: scalesim logs WORKER.");
    }

    private static IEnumerable<string> WrongWorkers(
        ClusterPlan plan, ClusterState state, StoppedWorkers stopped)
    {
        var found = state.Workers.ToLookup(worker => worker.Index);
        foreach (WorkerPlan planned in stopped.Others)
        {
            WorkerState[] states = [.. found[planned.Index]];
            if (states.Length == 0)
            {
                yield return $"{planned.Name} is missing";
            }
            else if (states.Length > 1)
            {
                yield return $"{planned.Name} exists {states.Length} times";
            }
            else if (states[0].Status != ContainerStatus.Running)
            {
                yield return $"{planned.Name} is {states[0].Status}{In(states[0].Detail)}";
            }
            else if (states[0].Name != planned.Name || states[0].Node != planned.Node)
            {
                yield return $"{planned.Name} of node {planned.Node} is {states[0].Name} of node {states[0].Node}";
            }
        }

        foreach (WorkerState stranger in state.Workers.Where(
            worker => worker.Index < 1 || worker.Index > plan.Workers.Count))
        {
            yield return $"{stranger.Name} is a stranger";
        }
    }

    // A node that is its only worker's container may or may not be listed as a node too: the worker speaks for it.
    private static IEnumerable<string> WrongNodes(
        ClusterPlan plan, ClusterState state, StoppedWorkers stopped)
    {
        var found = state.Nodes.ToLookup(node => node.Index);
        foreach (NodePlan planned in plan.Nodes.Where(node => !stopped.Covers(node)))
        {
            NodeState[] states = [.. found[planned.Index]];
            if (states.Length != 1 && (states.Length > 1 || !planned.IsWorker))
            {
                yield return $"{planned.Name} exists {states.Length} times";
            }
            else if (states.Length == 1 && states[0].Status != ContainerStatus.Running)
            {
                yield return $"{planned.Name} is {states[0].Status}";
            }
            else if (states.Length == 1 && states[0].Address is IPAddress address && !address.Equals(planned.Address))
            {
                yield return $"{planned.Name} has {address}, not {planned.Address}";
            }
        }

        foreach (NodeState stranger in state.Nodes.Where(node => node.Index < 1 || node.Index > plan.Nodes.Count))
        {
            yield return $"{stranger.Name} is a stranger";
        }
    }

    private static string In(string detail) => detail.Length == 0 ? "" : $" ({detail})";
}

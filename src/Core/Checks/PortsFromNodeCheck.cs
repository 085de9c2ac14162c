using System.Globalization;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Checks;

/// <summary>Sampled ports of workers accept connections from a node that is not their own.</summary>
public sealed class PortsFromNodeCheck : ICheck
{
    private const int NodesMax = 8;
    private const int WorkersMax = 400;

    public string Name => "ports-from-node";

    public CheckLevel Level => CheckLevel.Safe;

    public TimeSpan DeadlineFor(int workers) => TimeSpan.FromSeconds(180);

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await SandboxRun.ImpossibleAsync(context, cancellationToken).ConfigureAwait(false) is { } impossible)
        {
            return impossible;
        }

        StoppedWorkers stopped = StoppedWorkers.Of(context);
        List<WorkerPlan> workers = [.. stopped.Others.Where(worker => worker.Ports.Count > 0)];
        if (workers.Count == 0)
        {
            return CheckOutcome.NotApplicable($"the workers have no ports{stopped.Note}");
        }

        try
        {
            return await TryAsync(context, stopped, workers, cancellationToken).ConfigureAwait(false);
        }
        catch (SandboxMissingException exception)
        {
            return CheckOutcome.NotChecked(exception.Message);
        }
    }

    private static async Task<CheckOutcome> TryAsync(
        CheckContext context,
        StoppedWorkers stopped,
        List<WorkerPlan> workers,
        CancellationToken cancellationToken)
    {
        IReadOnlyList<NodePlan> nodes = stopped.Reachable();
        IReadOnlyList<NodePlan> sources = Samples.Take(nodes, NodesMax, context.Random);
        var targets = Samples.Take(workers, WorkersMax, context.Random)
            .Select((worker, place) => (Worker: worker, Source: SourceFor(nodes, sources, worker, place)))
            .GroupBy(pair => pair.Source, pair => pair.Worker);
        var closed = new List<string>();
        int count = 0;
        foreach (IGrouping<NodePlan, WorkerPlan> group in targets)
        {
            var endpoints = group.SelectMany(worker => EndpointsOf(context.Plan, worker)).ToList();
            count += endpoints.Count;
            closed.AddRange(await ConnectAsync(context, group.Key, endpoints, cancellationToken).ConfigureAwait(false));
            context.Progress($"{count} ports tried from {group.Key.Name}");
        }

        string from = nodes.Count == 1
            ? "from their own node, as there is only one"
            : $"from another node ({sources.Count} of {nodes.Count} nodes tried)";
        return closed.Count == 0
            ? CheckOutcome.Passed($"all {count} sampled ports answer {from}{stopped.Note}")
            : CheckOutcome.Failed(
                $"{closed.Count} of {count} sampled ports do not answer {from}: {Findings.Name(closed)}{stopped.Note}. "
                + "Where ports-from-host passed, the way between nodes is cut: see the bridge "
                + $"{context.Plan.Network.Bridge} and its firewall rules (scalesim doctor).");
    }

    // Any of the sources but the worker's own node; a sample of one source may be that very node.
    private static NodePlan SourceFor(
        IReadOnlyList<NodePlan> nodes, IReadOnlyList<NodePlan> sources, WorkerPlan worker, int place)
    {
        List<NodePlan> others = [.. sources.Where(node => node.Index != worker.Node)];
        return others.Count > 0 ? others[place % others.Count]
            : nodes.FirstOrDefault(node => node.Index != worker.Node) ?? nodes[0];
    }

    private static IEnumerable<(string Target, string Label)> EndpointsOf(ClusterPlan plan, WorkerPlan worker) =>
        worker.Ports.Select(port => (
            string.Create(CultureInfo.InvariantCulture, $"{plan.NodeOf(worker).Address}:{port.Number}"),
            $"{worker.Name} {port.Name}"));

    private static async Task<List<string>> ConnectAsync(
        CheckContext context, NodePlan source, List<(string Target, string Label)> endpoints,
        CancellationToken cancellationToken)
    {
        var closed = new List<string>();
        foreach ((string Target, string Label)[] part in endpoints.Chunk(SandboxProgram.ArgumentsMax))
        {
            ILookup<string, string> answers = await SandboxRun.LinesAsync(
                context, source, SandboxProgram.Connect(part.Select(endpoint => endpoint.Target)), cancellationToken)
                .ConfigureAwait(false);
            closed.AddRange(
                from endpoint in part
                let answer = answers[endpoint.Target].FirstOrDefault() ?? "no answer from the instrument"
                where answer != "ok"
                select $"{endpoint.Label} at {endpoint.Target} from {source.Name}: {answer}");
        }

        return closed;
    }
}

using System.Collections.Concurrent;
using System.Net;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;

namespace ScaleSim.Core.Checks;

/// <summary>
/// Every port of every worker answers from the host: TCP, and HTTP where the spec gives a ready path.
/// </summary>
public sealed class PortsFromHostCheck : ICheck
{
    private const int Concurrency = 64;

    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(5);

    public string Name => "ports-from-host";

    public CheckLevel Level => CheckLevel.Safe;

    // If nothing answered at all, 64 at a time would take 5 s / 64 for each port; this allows for four ports.
    public TimeSpan DeadlineFor(int workers) => TimeSpan.FromSeconds(60 + (workers * 0.35));

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await NetworkRequirement.MissingAsync(context, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            return missing;
        }

        StoppedWorkers stopped = StoppedWorkers.Of(context);
        List<(WorkerPlan Worker, NamedPort Port)> targets =
            [.. stopped.Others.SelectMany(worker => worker.Ports.Select(port => (worker, port)))];
        if (targets.Count == 0)
        {
            return CheckOutcome.NotApplicable($"the workers have no ports{stopped.Note}");
        }

        var renderer = new WorkerRenderer(context.Plan);
        var closed = new ConcurrentDictionary<(int Worker, int Port), string>();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Concurrency,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(targets, options, async (target, stop) =>
        {
            string? reason = await ProbeAsync(context, renderer, target.Worker, target.Port, stop)
                .ConfigureAwait(false);
            if (reason is { } why)
            {
                closed[(target.Worker.Index, target.Port.Number)] = why;
            }
        }).ConfigureAwait(false);
        return Judge(
            context.Plan, stopped, targets.Count, [.. closed.OrderBy(pair => pair.Key).Select(pair => pair.Value)]);
    }

    private static async Task<string?> ProbeAsync(
        CheckContext context, WorkerRenderer renderer, WorkerPlan worker, NamedPort port,
        CancellationToken cancellationToken)
    {
        IPEndPoint endpoint = WorkerEndpoints.FromHost(context.Plan, worker, port.Number);
        HttpLook? look = worker.Group.Ready is HttpProbeSpec ready
            && WorkerEndpoints.PortOf(worker, ready.Port) == port.Number
                ? new HttpLook(renderer.Render(Template.Parse(ready.Path), worker), ready.Status, ready.Body)
                : null;
        string? reason = await ReadinessProbe.TryAsync(
            context.Http, endpoint.Address.ToString(), endpoint.Port, look, ProbeTimeout, context.Time,
            cancellationToken).ConfigureAwait(false);
        return reason is null ? null : $"{worker.Name} {port.Name} at {endpoint}: {reason}";
    }

    private static CheckOutcome Judge(ClusterPlan plan, StoppedWorkers stopped, int targets, List<string> closed)
    {
        string way = plan.Expose == Exposure.Published ? "published on 127.0.0.1" : "at the nodes' addresses";
        return closed.Count == 0
            ? CheckOutcome.Passed(
                $"all {Findings.Count(targets, "port")} of {Findings.Count(stopped.Others.Count, "worker")} "
                + $"answer, {way}{stopped.Note}")
            : CheckOutcome.Failed(
                $"{closed.Count} of {targets} ports do not answer from the host, {way}: {Findings.Name(closed)}"
                + $"{stopped.Note}. Either the worker's program does not listen (scalesim logs WORKER) or this host "
                + "has no way there (scalesim doctor).");
    }
}

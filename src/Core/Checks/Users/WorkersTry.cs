using System.Collections.Concurrent;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Checks.Users;

/// <summary>The same look at each of some workers, a bounded number at a time; who has passed is left alone.</summary>
/// <param name="chosen">The workers that are looked at.</param>
/// <param name="what">What is done, for messages: <c>GET /status of port web</c>.</param>
/// <param name="look">Gives null for a worker that is as expected, else why it is not.</param>
internal sealed class WorkersTry(
    ClusterPlan plan,
    IReadOnlyList<WorkerPlan> chosen,
    int concurrency,
    string what,
    Func<WorkerPlan, CancellationToken, Task<string?>> look) : IUserTry
{
    private readonly int _chosen = chosen.Count;
    private IReadOnlyList<WorkerPlan> _open = chosen;

    public async Task<CheckOutcome> TryAsync(CancellationToken cancellationToken)
    {
        var wrong = new ConcurrentDictionary<int, string>();
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = concurrency, CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(_open, options, async (worker, stop) =>
        {
            if (await look(worker, stop).ConfigureAwait(false) is { } why)
            {
                wrong[worker.Index] = $"{worker.Name}: {why}";
            }
        }).ConfigureAwait(false);
        _open = [.. _open.Where(worker => wrong.ContainsKey(worker.Index))];
        string of = $"{_chosen} of {Findings.Count(plan.Workers.Count, "worker")}";
        return wrong.IsEmpty
            ? CheckOutcome.Passed($"{what} answers as expected in {of}")
            : CheckOutcome.Failed(
                $"{what} does not answer as expected in {wrong.Count} of {_chosen} chosen workers: "
                + $"{Findings.Name([.. wrong.OrderBy(pair => pair.Key).Select(pair => pair.Value)])}. "
                + "A worker's last output says more: scalesim logs WORKER.");
    }
}

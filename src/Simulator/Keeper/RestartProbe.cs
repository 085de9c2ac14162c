using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Keeper;

/// <summary>Sees whether workers that were started again can be reached: that a container runs is not enough.</summary>
internal sealed class RestartProbe(HttpClient http, TimeProvider time)
{
    private const string Loopback = "127.0.0.1";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>Looks at one worker of each node, at its first port; who has none can't be looked at.</summary>
    /// <returns>Null where all answer in time; else who does not, as a sentence.</returns>
    public async Task<string?> ExplainAsync(
        ClusterState state, IReadOnlyCollection<int> workers, CancellationToken cancellationToken)
    {
        Dictionary<int, NodeState> nodes = state.Nodes.DistinctBy(node => node.Index).ToDictionary(node => node.Index);
        long started = time.GetTimestamp();
        foreach (WorkerState worker in state.Workers
            .Where(worker => workers.Contains(worker.Index) && worker.Ports.Count > 0)
            .DistinctBy(worker => worker.Node))
        {
            string? host = state.Expose == Exposure.Published
                ? Loopback
                : nodes.GetValueOrDefault(worker.Node)?.Address?.ToString();
            while (host is not null && await LookAsync(host, worker, cancellationToken) is { } reason)
            {
                if (time.GetElapsedTime(started) > Patience)
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"{worker.Name} runs again and does not answer at {host}:{worker.Ports[0].Number}: {reason}.");
                }

                await Task.Delay(Pause, time, cancellationToken);
            }
        }

        return null;
    }

    private Task<string?> LookAsync(string host, WorkerState worker, CancellationToken cancellationToken) =>
        ReadinessProbe.TryAsync(http, host, worker.Ports[0].Number, look: null, Timeout, time, cancellationToken);
}

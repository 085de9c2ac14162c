using ScaleSim.Core.Engines;

namespace ScaleSim.Core.Runs;

/// <summary>
/// Tells deaths that were asked for from others. A request is good for one death of each worker that it names, whatever
/// the clocks of the machines say and however late the death is heard of. Thread-safe.
/// </summary>
public sealed class AskedDeaths
{
    // 128 + SIGKILL: a program that is killed ends with nothing else.
    private const int ExitCodeKilled = 137;

    // Requests whose death never comes, as the worker died in the same moment by itself, must not pile up.
    private const int OpenMax = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, LinkedList<DeathRequest>> _open = [];

    /// <summary>Notes a request; to be called before it is carried out.</summary>
    public void Add(DeathRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_lock)
        {
            foreach (int worker in request.Workers)
            {
                if (!_open.TryGetValue(worker, out LinkedList<DeathRequest>? requests))
                {
                    _open[worker] = requests = new LinkedList<DeathRequest>();
                }

                requests.AddLast(request);
                if (requests.Count > OpenMax)
                {
                    requests.RemoveFirst();
                }
            }
        }
    }

    /// <summary>The request that a death answers, the oldest that it can; it is then spent.</summary>
    /// <param name="death">A worker's death.</param>
    /// <returns>Null for a death that nobody asked for.</returns>
    public DeathRequest? Take(EngineEvent death)
    {
        ArgumentNullException.ThrowIfNull(death);
        lock (_lock)
        {
            if (death.Kind != EngineEventKind.WorkerDied
                || !_open.TryGetValue(death.Index, out LinkedList<DeathRequest>? requests))
            {
                return null;
            }

            DeathRequest? request = requests.FirstOrDefault(candidate => CanBe(candidate, death.ExitCode));
            if (request is not null)
            {
                requests.Remove(request);
            }

            return request;
        }
    }

    private static bool CanBe(DeathRequest request, int? exitCode) =>
        request.Action is not (WorkerAction.Kill or WorkerAction.Crash) || exitCode is null or ExitCodeKilled;
}

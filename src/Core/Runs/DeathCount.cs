using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Runs;

/// <summary>Tells a death that the engine mends by its restart policy from one that it doesn't.</summary>
public sealed class DeathCount(ClusterPlan plan)
{
    private readonly Dictionary<int, int> _deaths = [];

    public bool HasDied(int worker) => _deaths.ContainsKey(worker);

    /// <summary>Counts a death; true where the engine leaves the worker dead.</summary>
    /// <param name="happened">A worker's death, or that it ran out of memory, of which its death tells as well.</param>
    public bool IsLast(EngineEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        int retries = plan.FindWorker(happened.Index)?.Group.Restart.MaxRetries ?? 0;
        if (retries == 0)
        {
            return true;
        }

        if (happened.Kind != EngineEventKind.WorkerDied)
        {
            return false;
        }

        int deaths = _deaths[happened.Index] = _deaths.GetValueOrDefault(happened.Index) + 1;
        // on-failure: a program that ends with 0 has not failed.
        return happened.ExitCode == 0 || deaths > retries;
    }
}

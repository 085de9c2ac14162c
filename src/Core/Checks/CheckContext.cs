using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Checks;

/// <summary>What a check may use.</summary>
public sealed record CheckContext
{
    public required ClusterPlan Plan { get; init; }

    public required IEngine Engine { get; init; }

    /// <value>Pooled, for requests from the host to workers and master.</value>
    public required HttpClient Http { get; init; }

    /// <value>Made from the run's seed and the check's name: the same seed chooses the same workers.</value>
    public required Random Random { get; init; }

    public required TimeProvider Time { get; init; }

    public required IMasterControl Master { get; init; }

    /// <value>What commands on the host are told of the cluster: SCALESIM_CLUSTER and the others.</value>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <value>Gets a line of progress now and then.</value>
    public required Action<string> Progress { get; init; }

    /// <value>Workers that are stopped on purpose now, by index, and who did it; nobody by default.</value>
    public Func<IReadOnlyDictionary<int, string>> Stopped { get; init; } = () => new Dictionary<int, string>();

    /// <value>Hears of deaths that a check is going to cause.</value>
    public Action<DeathRequest> Expect { get; init; } = _ => { };

    /// <value>The name of the check that this context is given to.</value>
    public string Check { get; init; } = "";

    /// <summary>Does one thing to some workers, so that their deaths are known to be the check's own doing.</summary>
    /// <exception cref="EngineException">The engine refused for at least one worker.</exception>
    public Task ActAsync(
        WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken)
    {
        if (action != WorkerAction.Start)
        {
            Expect(new DeathRequest(action, [.. workers], $"check {Check}"));
        }

        return Engine.ActAsync(Plan.Cluster, action, workers, cancellationToken);
    }
}

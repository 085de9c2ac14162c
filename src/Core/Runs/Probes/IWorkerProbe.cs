using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Runs.Probes;

/// <summary>One way of seeing whether a worker serves.</summary>
internal interface IWorkerProbe
{
    /// <value>Whether a look is work for the engine's daemon, of which there is one for all workers.</value>
    bool AsksEngine { get; }

    /// <summary>Looks once.</summary>
    /// <returns>Null when it serves, else why not, as the end of a sentence.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled; a timeout is a reason.</exception>
    Task<string?> TryAsync(WorkerPlan worker, TimeSpan timeout, CancellationToken cancellationToken);
}

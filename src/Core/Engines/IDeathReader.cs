namespace ScaleSim.Core.Engines;

/// <summary>An optional power: saying afterwards how a worker died.</summary>
public interface IDeathReader
{
    /// <returns>Null for a worker that has never died since it was created.</returns>
    /// <exception cref="EngineException">There is no such worker.</exception>
    Task<DeathFacts?> ReadDeathAsync(string cluster, int worker, CancellationToken cancellationToken);

    /// <summary>Looks into an out-of-memory event of a worker, dead or alive.</summary>
    /// <param name="at">When it happened.</param>
    /// <returns>Null where nobody knows whose memory ran out.</returns>
    /// <exception cref="EngineException">There is no such worker.</exception>
    Task<MemoryShortage?> ReadShortageAsync(
        string cluster, int worker, DateTimeOffset at, CancellationToken cancellationToken);
}

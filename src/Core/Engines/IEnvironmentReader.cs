namespace ScaleSim.Core.Engines;

/// <summary>
/// An optional power: saying what a worker was started with. What a spec's label hides, secrets, is found there alone.
/// </summary>
public interface IEnvironmentReader
{
    /// <summary>The environment that a worker's program was given, the image's own included.</summary>
    /// <exception cref="EngineException">There is no such worker.</exception>
    Task<IReadOnlyDictionary<string, string>> ReadEnvironmentAsync(
        string cluster, int worker, CancellationToken cancellationToken);
}

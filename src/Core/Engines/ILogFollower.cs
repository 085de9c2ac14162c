namespace ScaleSim.Core.Engines;

/// <summary>An optional power: a worker's output line by line, as it comes.</summary>
public interface ILogFollower
{
    /// <summary>
    /// The last lines that a worker printed and, where asked for, those that it prints from then on, until it ends. A
    /// worker that was started again has the lines of its earlier lives in front.
    /// </summary>
    /// <exception cref="EngineException">There is no such worker.</exception>
    IAsyncEnumerable<LogLine> FollowLogAsync(
        string cluster, int worker, LogRequest request, CancellationToken cancellationToken);
}

namespace ScaleSim.Core.Engines;

/// <summary>Which part of a worker's log is wanted.</summary>
public sealed record LogRequest
{
    /// <value>The last so many lines; null for all that the engine kept.</value>
    public int? Lines { get; init; }

    /// <value>Only what was printed from this moment on.</value>
    public DateTimeOffset? Since { get; init; }

    /// <value>Whether to wait for more until the worker ends.</value>
    public bool Follow { get; init; }

    /// <value>Whether each line begins with its time, RFC 3339.</value>
    public bool Timestamps { get; init; }
}

namespace ScaleSim.Core.Engines;

/// <summary>One thing that happened to a node or worker.</summary>
/// <param name="Time">When the engine reported it.</param>
/// <param name="Index">The worker's index for worker events, the node's for node events, else 0.</param>
public sealed record EngineEvent(DateTimeOffset Time, EngineEventKind Kind, int Index)
{
    public int? ExitCode { get; init; }

    /// <value>A sentence for people: why, with the engine's own words where there are any.</value>
    public string? Detail { get; init; }

    /// <value>
    /// With <see cref="EngineEventKind.Resynced"/>: how many nodes and workers run that ran, by all that was told, when
    /// the stream was lost; null where the engine does not know.
    /// </value>
    public int? LivedOn { get; init; }
}

namespace ScaleSim.Core.Engines;

/// <summary>A time in which a cluster's engine did not answer, over by now, and what the cluster lost by it.</summary>
/// <param name="Lost">When it was missed.</param>
/// <param name="Returned">When it answered again.</param>
public sealed record EngineAbsence(DateTimeOffset Lost, DateTimeOffset Returned)
{
    /// <value>The nodes that ran before and had ended when it answered again, by index.</value>
    public IReadOnlyList<int> Nodes { get; init; } = [];

    /// <value>The same of the workers.</value>
    public IReadOnlyList<int> Workers { get; init; } = [];

    /// <value>Whether all that ran lived on, as with Docker's live-restore.</value>
    public bool IsHarmless => Nodes.Count + Workers.Count == 0;
}

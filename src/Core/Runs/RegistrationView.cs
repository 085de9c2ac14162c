namespace ScaleSim.Core.Runs;

/// <summary>The master's list of workers held against the plan, at one moment.</summary>
public sealed record RegistrationView
{
    /// <value>Indexes of planned workers that the master counts, ascending.</value>
    public required IReadOnlyList<int> Registered { get; init; }

    /// <value>What the master would call the planned workers that it doesn't count.</value>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <value>Planned workers that the master counts more than once, and how often.</value>
    public required IReadOnlyList<KeyValuePair<string, int>> Duplicates { get; init; }

    /// <value>What the master counts and nobody planned.</value>
    public required IReadOnlyList<string> Strangers { get; init; }

    /// <value>Whether every planned worker is counted exactly once, and nobody else.</value>
    public bool IsExact => Missing.Count == 0 && Duplicates.Count == 0 && Strangers.Count == 0;
}

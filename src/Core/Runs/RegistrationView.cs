namespace ScaleSim.Core.Runs;

/// <summary>The master's answer held against the plan, at one moment.</summary>
public sealed record RegistrationView
{
    /// <value>Workers that are planned.</value>
    public required int Workers { get; init; }

    /// <value>Planned workers that the master counts; where it gives a number alone, that number.</value>
    public required int Count { get; init; }

    /// <value>Whether the master gives a number alone, so that nobody is named below.</value>
    public bool IsCountOnly { get; init; }

    /// <value>Indexes of planned workers that the master counts, ascending.</value>
    public IReadOnlyList<int> Registered { get; init; } = [];

    /// <value>What the master would call the planned workers that it doesn't count, by their index.</value>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <value>The indexes of those; of workers that share a value, the last ones.</value>
    public IReadOnlyList<int> MissingWorkers { get; init; } = [];

    /// <value>Planned workers that the master counts more than once, and how often.</value>
    public IReadOnlyList<KeyValuePair<string, int>> Duplicates { get; init; } = [];

    /// <value>What the master counts and nobody planned.</value>
    public IReadOnlyList<string> Strangers { get; init; } = [];

    /// <value>What was odd about the answer, as the end of a sentence; null for nothing.</value>
    public string? Remark { get; init; }

    /// <value>Whether every planned worker is counted exactly once, and nobody else.</value>
    public bool IsExact => IsCountOnly
        ? Count == Workers
        : Missing.Count == 0 && Duplicates.Count == 0 && Strangers.Count == 0;
}

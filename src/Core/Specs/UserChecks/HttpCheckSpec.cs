namespace ScaleSim.Core.Specs.UserChecks;

/// <summary>A GET request to each of the chosen workers, from the host.</summary>
public sealed record HttpCheckSpec : CheckSpec
{
    /// <value>The name of one of the groups' ports.</value>
    public required string Port { get; init; }

    /// <value>A template, such as <c>/status</c>.</value>
    public required string Path { get; init; }

    /// <value>Which workers, such as <c>all</c> or <c>5%</c>.</value>
    public string Workers { get; init; } = "all";
}

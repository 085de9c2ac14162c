namespace ScaleSim.Core.Specs.UserChecks;

/// <summary>A connection to each of the chosen workers, from the host.</summary>
public sealed record TcpCheckSpec : CheckSpec
{
    /// <value>The name of one of the groups' ports.</value>
    public required string Port { get; init; }

    /// <value>Which workers, such as <c>all</c> or <c>5%</c>.</value>
    public string Workers { get; init; } = "all";
}

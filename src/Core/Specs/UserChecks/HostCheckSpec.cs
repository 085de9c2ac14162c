namespace ScaleSim.Core.Specs.UserChecks;

/// <summary>A command on the host.</summary>
public sealed record HostCheckSpec : CheckSpec
{
    /// <value>Templates; never passed through a shell.</value>
    public required IReadOnlyList<string> Command { get; init; }
}

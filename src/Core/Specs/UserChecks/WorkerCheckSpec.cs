namespace ScaleSim.Core.Specs.UserChecks;

/// <summary>A command inside chosen workers.</summary>
public sealed record WorkerCheckSpec : CheckSpec
{
    /// <value>Templates, with each worker's placeholders.</value>
    public required IReadOnlyList<string> Command { get; init; }

    /// <value>Which workers, such as <c>group:pi4</c> or <c>5%</c>; a sample where nobody says.</value>
    public string Workers { get; init; } = "10 random";
}

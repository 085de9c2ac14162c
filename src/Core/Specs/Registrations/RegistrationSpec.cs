namespace ScaleSim.Core.Specs.Registrations;

/// <summary>How to ask the master which workers, or how many, have registered.</summary>
public sealed record RegistrationSpec
{
    public required QuerySpec Query { get; init; }

    /// <value>What of the answer counts: one text for each worker, or one number.</value>
    public required SelectionSpec Select { get; init; }

    /// <value>True when <see cref="Select"/> gives one number, false when it gives a text for each worker.</value>
    public bool CountOnly { get; init; }

    /// <value>
    /// A template: what a given worker's text reads; null with <see cref="CountOnly"/>.
    /// </value>
    public string? Match { get; init; } = DefaultMatch;

    /// <value>The match where nobody gives one and the group has no port.</value>
    public const string DefaultMatch = "{worker.name}";
}

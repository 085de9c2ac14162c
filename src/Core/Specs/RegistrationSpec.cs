namespace ScaleSim.Core.Specs;

/// <summary>How to ask the master which workers have registered: a JSON array of objects over HTTP.</summary>
public sealed record RegistrationSpec
{
    /// <value>The path on the master, for example <c>/api/v1/workers</c>.</value>
    public required string Path { get; init; }

    /// <value>The property of each object that names a worker.</value>
    public required string Value { get; init; }

    /// <value>A property that must have <see cref="WhereValue"/> for the worker to count; null to count all.</value>
    public string? WhereProperty { get; init; }

    public string? WhereValue { get; init; }

    /// <value>A template: what <see cref="Value"/> reads for a given worker.</value>
    public string Match { get; init; } = "{worker.name}";
}

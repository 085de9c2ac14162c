namespace ScaleSim.Core.Specs.Registrations;

/// <summary>Samples of a page in the Prometheus text format.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Label">
/// The label whose value names a worker, of samples above 0; null for the sum of the samples' values.
/// </param>
/// <param name="Where">Labels that a sample must have; empty for all.</param>
public sealed record MetricSelectionSpec(
    string Name, string? Label, IReadOnlyDictionary<string, string> Where) : SelectionSpec;

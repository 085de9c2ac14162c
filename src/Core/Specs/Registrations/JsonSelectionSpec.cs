namespace ScaleSim.Core.Specs.Registrations;

/// <summary>The values at a JSON path.</summary>
/// <param name="Path">Such as <c>$.workers[*].address</c> or <c>$[?(@.state=='live')].name</c>.</param>
public sealed record JsonSelectionSpec(string Path) : SelectionSpec;

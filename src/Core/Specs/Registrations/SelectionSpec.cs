using System.Text.Json.Serialization;

namespace ScaleSim.Core.Specs.Registrations;

/// <summary>Takes texts out of an answer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(JsonSelectionSpec), "json")]
[JsonDerivedType(typeof(RegexSelectionSpec), "regex")]
[JsonDerivedType(typeof(MetricSelectionSpec), "metric")]
public abstract record SelectionSpec;

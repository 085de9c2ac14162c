namespace ScaleSim.Core.Specs.Registrations;

/// <summary>The body of a GET request at the master.</summary>
/// <param name="Path">A template, such as <c>/api/v1/workers</c>.</param>
/// <param name="Port">Where the master answers HTTP; null for its own port.</param>
public sealed record HttpQuerySpec(string Path, int? Port = null) : QuerySpec;

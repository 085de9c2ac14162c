namespace ScaleSim.Core.Specs.Probes;

/// <summary>A path answers over HTTP.</summary>
/// <param name="Port">The name of one of the group's ports; a number for a master; null for a master's own.</param>
/// <param name="Path">A template, such as <c>/healthz</c>.</param>
public sealed record HttpProbeSpec(string? Port, string Path) : ProbeSpec
{
    /// <value>The status that is expected.</value>
    public int Status { get; init; } = 200;

    /// <value>A text that the body has to contain; null for any body.</value>
    public string? Body { get; init; }
}

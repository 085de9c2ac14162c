using ScaleSim.Core.Specs.Probes;

namespace ScaleSim.Core.Specs;

/// <summary>A master that somebody else runs.</summary>
public sealed record ExternalMasterSpec : MasterSpec
{
    /// <value>A name or address that both this machine and the workers can reach.</value>
    public required string Host { get; init; }

    /// <value>When it serves, seen from this machine; null to look at its port and only warn.</value>
    public ProbeSpec? Ready { get; init; }
}

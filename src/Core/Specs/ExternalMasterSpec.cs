namespace ScaleSim.Core.Specs;

/// <summary>A master that somebody else runs.</summary>
public sealed record ExternalMasterSpec : MasterSpec
{
    /// <value>A name or address that both this machine and the workers can reach.</value>
    public required string Host { get; init; }
}

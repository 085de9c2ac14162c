namespace ScaleSim.Docker.Api.Models;

/// <summary>One block of addresses of a network, in CIDR notation.</summary>
internal sealed record IPAMConfig
{
    public string? Subnet { get; init; }

    /// <summary>Where addresses are handed out of; static ones may lie outside it.</summary>
    public string? IPRange { get; init; }

    public string? Gateway { get; init; }
}

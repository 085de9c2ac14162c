namespace ScaleSim.Docker.Api.Models;

/// <summary>The addresses asked for on a network.</summary>
internal sealed record EndpointIPAMConfig
{
    public string? IPv4Address { get; init; }

    public string? IPv6Address { get; init; }
}

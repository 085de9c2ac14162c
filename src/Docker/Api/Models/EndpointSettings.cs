namespace ScaleSim.Docker.Api.Models;

/// <summary>A container's place on a network: asked for at creation, reported by inspection.</summary>
internal sealed record EndpointSettings
{
    /// <summary>What is asked for; the addresses in use are the members below.</summary>
    public EndpointIPAMConfig? IPAMConfig { get; init; }

    /// <summary>
    /// Names that the other members of the network resolve to this one. Below API 1.45 reports add the short ID.
    /// </summary>
    public IReadOnlyList<string>? Aliases { get; init; }

    public string? NetworkID { get; init; }

    public string? EndpointID { get; init; }

    /// <summary>Empty while the container isn't running.</summary>
    public string? IPAddress { get; init; }

    public int? IPPrefixLen { get; init; }

    public string? Gateway { get; init; }

    public string? MacAddress { get; init; }

    /// <summary>Every name of the endpoint (API 1.44 and later).</summary>
    public IReadOnlyList<string>? DNSNames { get; init; }
}

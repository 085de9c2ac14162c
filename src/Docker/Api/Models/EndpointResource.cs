namespace ScaleSim.Docker.Api.Models;

/// <summary>A member of a network.</summary>
internal sealed record EndpointResource
{
    public string Name { get; init => field = value ?? ""; } = "";

    public string EndpointID { get; init => field = value ?? ""; } = "";

    public string MacAddress { get; init => field = value ?? ""; } = "";

    /// <summary>With its prefix length.</summary>
    public string IPv4Address { get; init => field = value ?? ""; } = "";

    public string IPv6Address { get; init => field = value ?? ""; } = "";
}

namespace ScaleSim.Docker.Api.Models;

/// <summary>A pool that the Engine takes subnets out of by itself.</summary>
internal sealed record NetworkAddressPool
{
    public string Base { get; init => field = value ?? ""; } = "";

    /// <summary>Prefix length of each subnet.</summary>
    public int Size { get; init; }
}

namespace ScaleSim.Docker.Api.Models;

/// <summary>A network's address management.</summary>
internal sealed record IPAM
{
    public string? Driver { get; init; }

    public IReadOnlyList<IPAMConfig>? Config { get; init; }
}

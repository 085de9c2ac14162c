namespace ScaleSim.Docker.Api.Models;

/// <summary><c>POST /networks/create</c>.</summary>
internal sealed record NetworksCreateParameters
{
    public string? Name { get; init; }

    public string? Driver { get; init; }

    public bool? Internal { get; init; }

    public bool? EnableIPv6 { get; init; }

    public IPAM? IPAM { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>
    /// Asked for below API 1.44, where names may repeat; a best effort of the Engine, not a guarantee.
    /// </summary>
    public bool? CheckDuplicate { get; init; }
}

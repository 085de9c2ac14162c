namespace ScaleSim.Docker.Api.Models;

/// <summary>The headers of <c>GET /_ping</c>.</summary>
internal sealed record PingResponse
{
    /// <summary>The newest version that the Engine speaks.</summary>
    public string APIVersion { get; init; } = "";

    public string OSType { get; init; } = "";

    /// <summary>Such as <c>Docker/20.10.24 (linux)</c>.</summary>
    public string Server { get; init; } = "";
}

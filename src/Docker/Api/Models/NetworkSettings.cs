namespace ScaleSim.Docker.Api.Models;

/// <summary>
/// A container's endpoints. The top-level addresses of older Engines are not read: API 1.52 dropped them.
/// </summary>
internal sealed record NetworkSettings
{
    /// <summary>By network name.</summary>
    public IReadOnlyDictionary<string, EndpointSettings> Networks
    {
        get;
        init => field = value ?? new Dictionary<string, EndpointSettings>();
    } = new Dictionary<string, EndpointSettings>();

    /// <summary>Path of the network namespace; empty where the container joined another's, or isn't running.</summary>
    public string SandboxKey { get; init => field = value ?? ""; } = "";

    /// <summary>Published ports by <c>8080/tcp</c>; null for one that is exposed and not published.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>?> Ports
    {
        get;
        init => field = value ?? new Dictionary<string, IReadOnlyList<PortBinding>?>();
    } = new Dictionary<string, IReadOnlyList<PortBinding>?>();
}

namespace ScaleSim.Docker.Api.Models;

/// <summary>
/// A mount of a listed or inspected container. The tmpfs of <see cref="HostConfig.Tmpfs"/> is not among them.
/// </summary>
internal sealed record MountPoint
{
    public string Type { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";

    public string Source { get; init => field = value ?? ""; } = "";

    public string Destination { get; init => field = value ?? ""; } = "";

    public string Mode { get; init => field = value ?? ""; } = "";

    public bool RW { get; init; }
}

namespace ScaleSim.Core.Specs.Images;

/// <summary>
/// An image made from programs and files of this machine, with the shared libraries that they need: no Dockerfile,
/// registry or base image.
/// </summary>
public sealed record HostImageSpec : ImageSpec
{
    /// <value>At least one file or directory.</value>
    public required IReadOnlyList<HostPathSpec> Paths { get; init; }

    /// <value>Users of this machine that the image knows, beside root and nobody.</value>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <value>Whether the machine's certificate authorities are added (<c>/etc/ssl/certs</c>).</value>
    public bool Certificates { get; init; }

    /// <value>Whether time zones are added (<c>/usr/share/zoneinfo</c>).</value>
    public bool TimeZones { get; init; }
}

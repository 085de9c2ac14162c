namespace ScaleSim.Docker.Images;

/// <summary>How containers of an image run unless they say otherwise.</summary>
internal sealed record ImageConfig
{
    public IReadOnlyList<string> Entrypoint { get; init; } = [];

    public IReadOnlyList<string> Cmd { get; init; } = [];

    /// <summary><c>NAME=value</c> each.</summary>
    public IReadOnlyList<string> Env { get; init; } = [];

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>User or <c>uid:gid</c>; empty is root.</summary>
    public string User { get; init; } = "";

    public string WorkingDir { get; init; } = "";

    /// <summary>
    /// Such as <c>8080/tcp</c>. Containers that join another's network namespace may have them in their image.
    /// </summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary>As Go names it, which is what images use: <c>amd64</c>, <c>arm64</c>.</summary>
    public string Architecture { get; init; } = "amd64";
}

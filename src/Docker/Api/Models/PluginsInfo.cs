namespace ScaleSim.Docker.Api.Models;

/// <summary>What the Engine has of each kind of driver.</summary>
internal sealed record PluginsInfo
{
    /// <summary>Log drivers, such as <c>local</c>.</summary>
    public IReadOnlyList<string> Log { get; init => field = value ?? []; } = [];
}

using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>Memory of a container, in bytes. What it can't give back is <c>Usage</c> less <c>Stats["inactive_file"]</c>
/// (<c>total_inactive_file</c> on cgroup v1).</summary>
internal sealed record MemoryStats
{
    [JsonPropertyName("usage")]
    public ulong Usage { get; init; }

    [JsonPropertyName("limit")]
    public ulong Limit { get; init; }

    [JsonPropertyName("stats")]
    public IReadOnlyDictionary<string, ulong> Stats
    {
        get;
        init => field = value ?? new Dictionary<string, ulong>();
    } = new Dictionary<string, ulong>();
}

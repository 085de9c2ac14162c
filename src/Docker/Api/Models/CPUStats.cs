using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>CPU time used so far.</summary>
internal sealed record CPUStats
{
    [JsonPropertyName("cpu_usage")]
    public CPUUsage CPUUsage { get; init => field = value ?? new(); } = new();

    /// <summary>The whole machine's, nanoseconds.</summary>
    [JsonPropertyName("system_cpu_usage")]
    public ulong SystemUsage { get; init; }

    [JsonPropertyName("online_cpus")]
    public uint OnlineCPUs { get; init; }
}

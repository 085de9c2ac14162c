using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>CPU time of a container, in nanoseconds.</summary>
internal sealed record CPUUsage
{
    [JsonPropertyName("total_usage")]
    public ulong TotalUsage { get; init; }

    [JsonPropertyName("usage_in_kernelmode")]
    public ulong UsageInKernelmode { get; init; }

    [JsonPropertyName("usage_in_usermode")]
    public ulong UsageInUsermode { get; init; }
}

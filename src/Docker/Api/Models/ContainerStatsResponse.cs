using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>One sample of a container's use of its host.</summary>
internal sealed record ContainerStatsResponse
{
    [JsonPropertyName("read")]
    [JsonConverter(typeof(EngineTimeConverter))]
    public DateTimeOffset? Read { get; init; }

    [JsonPropertyName("name")]
    public string Name { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("id")]
    public string ID { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("cpu_stats")]
    public CPUStats CPUStats { get; init => field = value ?? new(); } = new();

    [JsonPropertyName("memory_stats")]
    public MemoryStats MemoryStats { get; init => field = value ?? new(); } = new();

    [JsonPropertyName("pids_stats")]
    public PidsStats PidsStats { get; init => field = value ?? new(); } = new();
}

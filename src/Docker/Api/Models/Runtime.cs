using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>An OCI runtime that the Engine knows.</summary>
internal sealed record Runtime
{
    [JsonPropertyName("path")]
    public string Path { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("runtimeArgs")]
    public IReadOnlyList<string> RuntimeArgs { get; init => field = value ?? []; } = [];
}

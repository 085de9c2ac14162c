using System.Text.Json.Serialization;

namespace ScaleSim.Docker.Api.Models;

/// <summary>A network, as listed and as inspected.</summary>
internal sealed record NetworkResponse
{
    [JsonPropertyName("Id")]
    public string ID { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";

    [JsonConverter(typeof(EngineTimeConverter))]
    public DateTimeOffset? Created { get; init; }

    public string Scope { get; init => field = value ?? ""; } = "";

    public string Driver { get; init => field = value ?? ""; } = "";

    public bool EnableIPv6 { get; init; }

    public bool Internal { get; init; }

    public IPAM IPAM { get; init => field = value ?? new(); } = new();

    /// <summary>Running members by container ID; only inspection fills it.</summary>
    public IReadOnlyDictionary<string, EndpointResource> Containers
    {
        get;
        init => field = value ?? new Dictionary<string, EndpointResource>();
    } = new Dictionary<string, EndpointResource>();

    public IReadOnlyDictionary<string, string> Options
    {
        get;
        init => field = value ?? new Dictionary<string, string>();
    } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Labels
    {
        get;
        init => field = value ?? new Dictionary<string, string>();
    } = new Dictionary<string, string>();
}

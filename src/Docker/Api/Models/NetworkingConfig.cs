namespace ScaleSim.Docker.Api.Models;

/// <summary>The networks that a container joins at creation. Engines below API 1.44 take one.</summary>
internal sealed record NetworkingConfig
{
    /// <summary>By network name.</summary>
    public IReadOnlyDictionary<string, EndpointSettings>? EndpointsConfig { get; init; }
}

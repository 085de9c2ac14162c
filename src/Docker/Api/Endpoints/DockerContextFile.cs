namespace ScaleSim.Docker.Api.Endpoints;

/// <summary>A context's meta.json.</summary>
internal sealed record DockerContextFile
{
    /// <summary>By kind; the Engine's is <c>docker</c>.</summary>
    public IReadOnlyDictionary<string, DockerContextEndpoint?>? Endpoints { get; init; }
}

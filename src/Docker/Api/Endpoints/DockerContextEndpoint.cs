namespace ScaleSim.Docker.Api.Endpoints;

/// <summary>An endpoint of a context.</summary>
internal sealed record DockerContextEndpoint
{
    /// <summary>In the forms of <c>DOCKER_HOST</c>.</summary>
    public string? Host { get; init; }

    public bool SkipTLSVerify { get; init; }
}

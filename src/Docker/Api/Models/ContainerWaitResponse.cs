namespace ScaleSim.Docker.Api.Models;

/// <summary><c>POST /containers/{id}/wait</c>.</summary>
internal sealed record ContainerWaitResponse
{
    /// <summary>The exit code.</summary>
    public long StatusCode { get; init; }

    public WaitExitError? Error { get; init; }
}

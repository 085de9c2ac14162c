namespace ScaleSim.Docker.Api.Models;

/// <summary><c>POST /exec/{id}/start</c>.</summary>
internal sealed record ContainerExecStartParameters
{
    public bool? Detach { get; init; }

    public bool? Tty { get; init; }
}

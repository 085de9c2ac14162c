namespace ScaleSim.Docker.Api.Models;

/// <summary><c>POST /containers/{id}/exec</c>.</summary>
internal sealed record ContainerExecCreateParameters
{
    public IReadOnlyList<string>? Cmd { get; init; }

    public IReadOnlyList<string>? Env { get; init; }

    public string? User { get; init; }

    public string? WorkingDir { get; init; }

    public bool? AttachStdout { get; init; }

    public bool? AttachStderr { get; init; }

    public bool? Privileged { get; init; }

    /// <summary>With a terminal there is one output stream, reported as stdout.</summary>
    public bool? Tty { get; init; }
}

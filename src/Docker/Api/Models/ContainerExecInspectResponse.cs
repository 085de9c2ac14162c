namespace ScaleSim.Docker.Api.Models;

/// <summary><c>GET /exec/{id}/json</c>.</summary>
internal sealed record ContainerExecInspectResponse
{
    public string ID { get; init => field = value ?? ""; } = "";

    public bool Running { get; init; }

    /// <summary>Null until it ended.</summary>
    public int? ExitCode { get; init; }

    /// <summary>On the Engine's host.</summary>
    public int Pid { get; init; }

    public string ContainerID { get; init => field = value ?? ""; } = "";
}

namespace ScaleSim.Docker.Api.Models;

/// <summary><c>GET /volumes</c>.</summary>
internal sealed record VolumesListResponse
{
    public IReadOnlyList<VolumeResponse> Volumes { get; init => field = value ?? []; } = [];
}

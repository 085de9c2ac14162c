using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Api;

/// <summary>Calls about volumes.</summary>
internal sealed class VolumeOperations
{
    private readonly EngineRequester _engine;

    public VolumeOperations(EngineRequester engine) => _engine = engine;

    /// <param name="filters">Such as <c>label</c>; null lists all.</param>
    public async Task<IReadOnlyList<VolumeResponse>> ListVolumesAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters, CancellationToken cancellationToken) =>
        (await _engine.JsonAsync(
            EngineRequest.Get("/volumes", EngineQuery.Filters(filters)),
            DockerJsonContext.Default.VolumesListResponse,
            cancellationToken).ConfigureAwait(false)).Volumes;

    /// <summary>Removes a volume; 409 where a container still has it.</summary>
    public Task RemoveVolumeAsync(string name, CancellationToken cancellationToken) =>
        _engine.SendAsync(EngineRequest.Delete($"/volumes/{EngineQuery.Id(name)}"), cancellationToken);
}

using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Api;

/// <summary>Calls about volumes, named and anonymous ones.</summary>
internal sealed class VolumeOperations
{
    private readonly EngineRequester _engine;

    public VolumeOperations(EngineRequester engine) => _engine = engine;

    /// <summary>
    /// Creates a volume, or answers with the one that has the name already, with the labels of its own.
    /// </summary>
    public Task<VolumeResponse> CreateAsync(VolumesCreateParameters parameters, CancellationToken cancellationToken) =>
        _engine.JsonAsync(
            EngineRequest.Post("/volumes/create").WithJson(
                parameters, DockerJsonContext.Default.VolumesCreateParameters),
            DockerJsonContext.Default.VolumeResponse,
            cancellationToken);

    /// <param name="filters">Such as <c>label</c> or <c>name</c>; null lists all.</param>
    public async Task<IReadOnlyList<VolumeResponse>> ListAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters, CancellationToken cancellationToken)
    {
        VolumesListResponse list = await _engine.JsonAsync(
            EngineRequest.Get("/volumes", EngineQuery.Filters(filters)),
            DockerJsonContext.Default.VolumesListResponse,
            cancellationToken).ConfigureAwait(false);
        return list.Volumes;
    }

    /// <summary>Removes a volume; 409 where a container uses it.</summary>
    public Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        _engine.SendAsync(EngineRequest.Delete($"/volumes/{EngineQuery.Id(name)}"), cancellationToken);
}

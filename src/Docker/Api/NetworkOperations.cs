using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Api;

/// <summary>Calls about networks.</summary>
internal sealed class NetworkOperations
{
    private readonly EngineRequester _engine;

    public NetworkOperations(EngineRequester engine) => _engine = engine;

    /// <summary>
    /// Creates a network; 403 where its subnet overlaps another's, 409 where the name is taken (API 1.44 and later).
    /// </summary>
    public Task<NetworksCreateResponse> CreateNetworkAsync(
        NetworksCreateParameters parameters, CancellationToken cancellationToken) =>
        _engine.JsonAsync(
            EngineRequest.Post("/networks/create").WithJson(
                parameters, DockerJsonContext.Default.NetworksCreateParameters),
            DockerJsonContext.Default.NetworksCreateResponse,
            cancellationToken);

    public Task<NetworkResponse> InspectNetworkAsync(string id, CancellationToken cancellationToken) =>
        _engine.JsonAsync(
            EngineRequest.Get($"/networks/{EngineQuery.Id(id)}"),
            DockerJsonContext.Default.NetworkResponse,
            cancellationToken);

    /// <param name="filters">Such as <c>label</c> or <c>name</c>; null lists all.</param>
    public Task<IReadOnlyList<NetworkResponse>> ListNetworksAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters, CancellationToken cancellationToken) =>
        _engine.JsonAsync(
            EngineRequest.Get("/networks", EngineQuery.Filters(filters)),
            DockerJsonContext.Default.IReadOnlyListNetworkResponse,
            cancellationToken);

    /// <summary>Removes a network; 403 where a container is still on it.</summary>
    public Task DeleteNetworkAsync(string id, CancellationToken cancellationToken) =>
        _engine.SendAsync(EngineRequest.Delete($"/networks/{EngineQuery.Id(id)}"), cancellationToken);
}

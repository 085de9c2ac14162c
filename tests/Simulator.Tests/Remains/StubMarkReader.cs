using ScaleSim.Core.Engines.Marks;

namespace ScaleSim.Simulator.Tests.Remains;

/// <summary>An engine that has what a test says.</summary>
internal sealed class StubMarkReader : IMarkReader
{
    public List<MarkedContainer> Containers { get; } = [];

    public List<MarkedNetwork> Networks { get; } = [];

    public HashSet<string> Volumes { get; } = [];

    public Task<IReadOnlyList<MarkedContainer>> ListMarkedContainersAsync(
        string cluster, string? run, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MarkedContainer>>(
            [.. Containers.Where(container => run is null || container.Run == run)]);

    public Task<IReadOnlyList<MarkedNetwork>> ListMarkedNetworksAsync(
        string cluster, string? run, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MarkedNetwork>>(
            [.. Networks.Where(network => run is null || network.Run == run)]);

    public Task<IReadOnlyList<string>> ListMarkedVolumesAsync(
        string cluster, string? run, IReadOnlyCollection<string> known, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. known.Where(Volumes.Contains)]);
}

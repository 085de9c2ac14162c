namespace ScaleSim.Core.Engines.Marks;

/// <summary>
/// An optional power: saying what the engine has that bears a cluster's marks, so that whoever removed the cluster can
/// prove that it is gone. Asked by label alone: what bears none is somebody else's and not in any answer.
/// </summary>
public interface IMarkReader
{
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="run">The run that the marks must name too; null for whatever has the name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<MarkedContainer>> ListMarkedContainersAsync(
        string cluster, string? run, CancellationToken cancellationToken);

    /// <param name="cluster">The cluster's name.</param>
    /// <param name="run">The run that the marks must name too; null for whatever has the name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<MarkedNetwork>> ListMarkedNetworksAsync(
        string cluster, string? run, CancellationToken cancellationToken);

    /// <summary>
    /// The names of volumes that bear the marks, and of those among <paramref name="known"/> that there still are.
    /// </summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="run">The run that the marks must name too; null for whatever has the name.</param>
    /// <param name="known">
    /// Volumes that bear no label since the engine made them for a container (<see cref="MarkedContainer.Volumes"/>).
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<string>> ListMarkedVolumesAsync(
        string cluster, string? run, IReadOnlyCollection<string> known, CancellationToken cancellationToken);
}

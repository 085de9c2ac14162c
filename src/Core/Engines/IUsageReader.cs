namespace ScaleSim.Core.Engines;

/// <summary>An optional power: saying what workers take of the machine.</summary>
public interface IUsageReader
{
    /// <summary>
    /// Reads the workers' control groups. Those that can't be read, of an engine elsewhere for one, are left out.
    /// </summary>
    Task<IReadOnlyList<WorkerUsage>> ReadUsageAsync(
        string cluster, IEnumerable<int> workers, CancellationToken cancellationToken);
}

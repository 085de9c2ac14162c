using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Status;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A worker of a <see cref="StatusDocument"/>.</summary>
/// <param name="Node">The index of its node.</param>
/// <param name="Ports">Names to numbers.</param>
/// <param name="Detail">The engine's sentence about it.</param>
/// <param name="Registered">Whether the master counts it; null where it does not say.</param>
internal sealed record StatusWorker(
    int Index,
    string Name,
    string Group,
    int Node,
    string Status,
    IReadOnlyDictionary<string, int> Ports,
    string Detail,
    bool? Registered)
{
    public static StatusWorker Of(WorkerState worker, RegisteredWorkers? registered) => new(
        worker.Index,
        worker.Name,
        worker.Group,
        worker.Node,
        EventNames.Of(worker.Status),
        worker.Ports.ToDictionary(port => port.Name, port => port.Number, StringComparer.Ordinal),
        worker.Detail,
        registered?.Indexes?.Contains(worker.Index));
}

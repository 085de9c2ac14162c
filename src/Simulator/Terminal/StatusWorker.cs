using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A worker of a <see cref="StatusDocument"/>.</summary>
/// <param name="Node">The index of its node.</param>
/// <param name="Ports">Names to numbers.</param>
/// <param name="Detail">The engine's sentence about it.</param>
internal sealed record StatusWorker(
    int Index, string Name, int Node, string Status, IReadOnlyDictionary<string, int> Ports, string Detail)
{
    public static StatusWorker Of(WorkerState worker) => new(
        worker.Index,
        worker.Name,
        worker.Node,
        EventNames.Of(worker.Status),
        worker.Ports.ToDictionary(port => port.Name, port => port.Number, StringComparer.Ordinal),
        worker.Detail);
}

namespace ScaleSim.Core.Planning;

/// <summary>A worker of a <see cref="PlanDocument"/>.</summary>
/// <param name="Ports">Names to numbers.</param>
public sealed record PlanDocumentWorker(
    int Index,
    string Name,
    string FullName,
    string Container,
    string Group,
    int Node,
    IReadOnlyDictionary<string, int> Ports,
    long MemoryLimitBytes)
{
    public static PlanDocumentWorker Of(WorkerPlan worker) => new(
        worker.Index,
        worker.Name,
        worker.FullName,
        worker.ContainerName,
        worker.Group.Name,
        worker.Node,
        worker.Ports.ToDictionary(port => port.Name, port => port.Number, StringComparer.Ordinal),
        worker.MemoryLimitBytes);
}

namespace ScaleSim.Core.Planning;

/// <summary>A node of a <see cref="PlanDocument"/>.</summary>
public sealed record PlanDocumentNode(
    int Index,
    string Name,
    string FullName,
    string Container,
    string Address,
    int FirstWorker,
    int Workers,
    int Slots,
    bool IsWorker)
{
    public static PlanDocumentNode Of(NodePlan node) => new(
        node.Index,
        node.Name,
        node.FullName,
        node.ContainerName,
        node.Address.ToString(),
        node.FirstWorker,
        node.WorkerCount,
        node.Slots,
        node.IsWorker);
}

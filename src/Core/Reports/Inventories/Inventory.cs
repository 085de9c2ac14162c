using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Reports.Inventories;

/// <summary>The list of a cluster's workers for programs that are not ScaleSim (docs/specs/inventory.md).</summary>
public sealed record Inventory
{
    /// <value>Goes up when a reader of the old shape would misread the new.</value>
    public int SchemaVersion { get; init; } = 1;

    public required string Cluster { get; init; }

    public required string Run { get; init; }

    /// <value><c>direct</c> or <c>published</c>: which way the host reaches the workers.</value>
    public required string Expose { get; init; }

    public required InventoryMaster Master { get; init; }

    /// <value>By index, from 1.</value>
    public required IReadOnlyList<InventoryWorker> Workers { get; init; }

    public static Inventory Of(ClusterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new Inventory
        {
            Cluster = plan.Cluster,
            Run = plan.Run.Id,
            Expose = plan.Expose == Exposure.Published ? "published" : "direct",
            Master = new InventoryMaster(
                plan.Master.Name, plan.Master.Host, plan.Master.Port, plan.Master.Endpoint),
            Workers = [.. plan.Workers.Select(worker => WorkerOf(plan, worker))],
        };
    }

    private static InventoryWorker WorkerOf(ClusterPlan plan, WorkerPlan worker)
    {
        NodePlan node = plan.NodeOf(worker);
        return new InventoryWorker
        {
            Index = worker.Index,
            Name = worker.Name,
            Group = worker.Group.Name,
            Host = worker.FullName,
            Address = WorkerEndpoints.AddressFromHost(plan, worker).ToString(),
            Node = node.Name,
            NodeAddress = node.Address.ToString(),
            Ports = worker.Ports.ToDictionary(port => port.Name, port => port.Number),
        };
    }
}

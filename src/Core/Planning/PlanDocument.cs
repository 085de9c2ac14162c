using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>
/// A plan as <c>scalesim plan --format json</c> prints it (docs/specs/plan.md): flat, in plain types, without secrets.
/// </summary>
public sealed record PlanDocument
{
    /// <value>Goes up when a reader of the old shape would misread the new.</value>
    public int SchemaVersion { get; init; } = 1;

    public required string Cluster { get; init; }

    public required string Run { get; init; }

    public required string SpecSha256 { get; init; }

    public required string PlanSha256 { get; init; }

    public required Exposure Expose { get; init; }

    public required PlanDocumentNetwork Network { get; init; }

    public required PlanDocumentMaster Master { get; init; }

    public required MemoryPlan Memory { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <value>What the first worker of each group runs: the templates filled in.</value>
    public required IReadOnlyList<PlanDocumentExample> Examples { get; init; }

    public required IEnumerable<PlanDocumentNode> Nodes { get; init; }

    public required IEnumerable<PlanDocumentWorker> Workers { get; init; }

    /// <value>The spec that the plan was made from.</value>
    public required ClusterSpec Spec { get; init; }

    public static PlanDocument Of(ClusterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        WorkerRenderer renderer = new(plan);
        return new PlanDocument
        {
            Cluster = plan.Cluster,
            Run = plan.Run.Id,
            SpecSha256 = SpecHash.Of(plan.Spec),
            PlanSha256 = PlanHash.Of(plan),
            Expose = plan.Expose,
            Network = PlanDocumentNetwork.Of(plan.Network),
            Master = PlanDocumentMaster.Of(plan.Master),
            Memory = plan.Memory,
            Warnings = plan.Warnings,
            Examples =
            [
                .. plan.Workers.DistinctBy(worker => worker.Group.Name)
                    .Select(worker => PlanDocumentExample.Of(worker, renderer.Render(worker))),
            ],
            Nodes = plan.Nodes.Select(PlanDocumentNode.Of),
            Workers = plan.Workers.Select(PlanDocumentWorker.Of),
            Spec = SecretMask.Mask(plan.Spec),
        };
    }
}

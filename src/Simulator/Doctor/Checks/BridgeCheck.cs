using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The nodes fit on one Linux bridge.</summary>
internal sealed class BridgeCheck : IDoctorCheck
{
    private static readonly Uri Link = new("https://github.com/moby/moby/issues/44973");

    public string Name => "bridge";

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        ClusterDemand demand = context.Demand;
        string message = $"{Figures.Count(demand.Nodes, "node")} on the cluster's bridge; it takes "
            + $"{Planner.NodesPerBridgeMax}.";
        return Task.FromResult(demand.Nodes <= Planner.NodesPerBridgeMax
            ? DoctorResult.Ok(Name, message)
            : DoctorResult.Failed(Name, message) with
            {
                Reason = "The kernel gives a bridge 1023 ports (\"exchange full\"), and the last of them can't talk.",
                Fix = demand.WorkersPerNodeThatFit is { } perNode
                    ? $"Pack more workers on a node: --workers-per-node {perNode}"
                    : $"Use at most {Planner.NodesPerBridgeMax} groups of workers.",
                Link = Link,
            });
    }
}

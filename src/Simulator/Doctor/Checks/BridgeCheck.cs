namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>The nodes fit on one Linux bridge.</summary>
internal sealed class BridgeCheck : IDoctorCheck
{
    /// <value>A bridge has 1023 ports, and members from the 1003rd on were seen to be unreachable (moby#44973).</value>
    public const int NodesMax = 900;

    private static readonly Uri Link = new("https://github.com/moby/moby/issues/44973");

    public string Name => "bridge";

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken)
    {
        DoctorDemand demand = context.Demand;
        string message = $"{Figures.Count(demand.Nodes, "node")} on the cluster's bridge; it takes {NodesMax}.";
        return Task.FromResult(demand.Nodes <= NodesMax
            ? DoctorResult.Ok(Name, message)
            : DoctorResult.Failed(Name, message) with
            {
                Reason = "The kernel gives a bridge 1023 ports (\"exchange full\"), and the last of them can't talk.",
                Fix = $"Pack more workers on a node: --workers-per-node {(demand.Workers + NodesMax - 1) / NodesMax}",
                Link = Link,
            });
    }
}

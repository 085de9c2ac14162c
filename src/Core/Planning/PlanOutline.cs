using System.Net;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Names;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>
/// What a plan is before its nodes and workers are laid out, of a cluster that is going to be or that lives.
/// </summary>
/// <param name="Expose">Direct or Published, never Auto.</param>
internal sealed record PlanOutline(
    ClusterSpec Spec, RunIdentity Run, ClusterNames Names, NetworkPlan Network, Exposure Expose)
{
    /// <summary>The plan with its nodes and workers, in the order of their indexes.</summary>
    public ClusterPlan Complete(
        IReadOnlyList<NodePlan> nodes, IReadOnlyList<WorkerPlan> workers, MemoryPlan memory) => new()
    {
        Spec = Spec,
        Run = Run,
        Network = Network,
        Master = MasterPlanner.Plan(Spec, Run, Names, Network),
        Expose = Expose,
        Nodes = nodes,
        Workers = workers,
        Memory = memory,
    };

    /// <param name="subnet">The cluster's own.</param>
    /// <param name="gateway">The host's address in it.</param>
    public static PlanOutline Of(
        ClusterSpec spec, RunIdentity run, Ipv4Network subnet, IPAddress gateway, Exposure expose)
    {
        ClusterNames names = new(spec.Name);
        return new PlanOutline(
            spec, run, names, new NetworkPlan(names.Domain, names.Bridge(run.Id), subnet, gateway), expose);
    }
}

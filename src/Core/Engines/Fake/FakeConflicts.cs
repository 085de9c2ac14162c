using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Engines.Fake;

/// <summary>Finds what stands in a plan's way, as a real engine would by trying.</summary>
internal static class FakeConflicts
{
    /// <param name="others">The clusters that there are.</param>
    /// <exception cref="EngineException">The plan can't be prepared; the type says why.</exception>
    public static void Check(ClusterPlan plan, FakeEngineOptions options, IReadOnlyCollection<FakeCluster> others)
    {
        CheckName(plan, others);
        CheckSubnet(plan, options, others);
        CheckPorts(plan, options, others);
        if (plan.Spec.Groups.FirstOrDefault(group => options.MissingImages.Contains(group.Image.ToString()))
            is { } missing)
        {
            throw new ImageMissingException(
                $"Image '{missing.Image}' of group '{missing.Name}' can't be had; "
                + "the fake engine's options leave it out. Name another.");
        }
    }

    public static IEnumerable<int> PublishedPorts(ClusterPlan plan) => plan.Expose == Exposure.Published
        ? plan.Workers.SelectMany(worker => worker.Ports).Select(port => port.Number)
        : [];

    public static CleanupIncompleteException Incomplete(FakeCluster cluster) => new(
        $"{cluster.Workers.Count} workers of cluster '{cluster.Plan.Cluster}' are left; "
        + $"the fake engine's options let them stick. Try again with 'scalesim down {cluster.Plan.Cluster}'.")
    {
        Remains = [.. cluster.Workers.Keys.Select(worker => $"worker {cluster.WorkerName(worker)}: stuck")],
    };

    private static void CheckName(ClusterPlan plan, IReadOnlyCollection<FakeCluster> others)
    {
        if (others.FirstOrDefault(other => other.Plan.Cluster == plan.Cluster) is { } same)
        {
            throw new ClusterExistsException(
                $"Cluster '{plan.Cluster}' exists already; run {same.Plan.Run.Id} of user {same.Plan.Run.User} "
                + $"has {same.Workers.Count} workers. "
                + $"Remove it with 'scalesim down {plan.Cluster}', or use another --name.");
        }
    }

    private static void CheckSubnet(
        ClusterPlan plan, FakeEngineOptions options, IReadOnlyCollection<FakeCluster> others)
    {
        IEnumerable<Ipv4Network> taken =
            others.Select(other => other.Plan.Network.Subnet).Concat(options.HiddenSubnets);
        foreach (Ipv4Network network in taken.Where(plan.Network.Subnet.Overlaps))
        {
            throw new PlanConflictException(
                $"Subnet {plan.Network.Subnet} is taken; another network has {network}. Plan again without it.")
            {
                Subnet = plan.Network.Subnet,
            };
        }
    }

    private static void CheckPorts(
        ClusterPlan plan, FakeEngineOptions options, IReadOnlyCollection<FakeCluster> others)
    {
        HashSet<int> taken = [.. others.SelectMany(other => PublishedPorts(other.Plan)), .. options.HiddenPorts];
        foreach (int port in PublishedPorts(plan).Where(taken.Contains))
        {
            throw new PlanConflictException(
                $"Port {port} is taken; another program of this machine has it. Plan again without it.")
            {
                Port = port,
            };
        }
    }
}

using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>A cluster that this process is bringing up or holds.</summary>
/// <param name="Keeper">Null with an engine whose clusters live in this process.</param>
internal sealed record LiveCluster(
    ClusterPlan Plan, IEngine Engine, KeeperClient? Keeper, KeeperPaths? Paths, IMasterControl Master)
{
    /// <summary>Lets go: the cluster lives on with its keeper.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken) =>
        Keeper?.AskAsync(new KeeperRequest(KeeperVerb.Release), cancellationToken) ?? Task.CompletedTask;
}

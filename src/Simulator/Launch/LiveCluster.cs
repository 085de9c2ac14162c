using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.HostNames;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Launch;

/// <summary>A cluster that this process is bringing up or holds.</summary>
/// <param name="Keeper">Null with an engine whose clusters live in this process.</param>
internal sealed record LiveCluster(
    ClusterPlan Plan, IEngine Engine, KeeperClient? Keeper, KeeperPaths? Paths, IMasterControl Master)
{
    /// <value>Where the keeper answers the cluster's names, as <c>127.18.4.53:53</c>; null where it does not.</value>
    public string? Dns { get; init; }

    /// <value>The hosts file that is to have the cluster's names, an absolute path; null for none.</value>
    public string? HostsFile { get; init; }

    /// <value>When its time to live ends; null for a cluster without an end.</value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>
    /// Makes the plan's names resolve on this host from now on; again with another plan for another number of workers.
    /// </summary>
    /// <returns>The cluster with its <see cref="Dns"/>.</returns>
    /// <exception cref="KeeperException">The hosts file can't be written.</exception>
    public async Task<LiveCluster> NameAsync(CancellationToken cancellationToken)
    {
        if (Keeper is null)
        {
            return this;
        }

        KeeperReply reply = await Keeper.AskAsync(
            new KeeperRequest(KeeperVerb.UseNames) { Names = NameTable.Of(Plan), HostsFile = HostsFile },
            cancellationToken);
        return this with { Dns = reply.Dns };
    }

    /// <summary>Lets go: the cluster lives on with its keeper.</summary>
    public Task ReleaseAsync(CancellationToken cancellationToken) =>
        Keeper?.AskAsync(new KeeperRequest(KeeperVerb.Release) { ExpiresAt = ExpiresAt }, cancellationToken)
            ?? Task.CompletedTask;
}

using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Bench;

/// <summary>What the keeper of a live cluster has cost so far.</summary>
internal sealed record KeeperCosts(ProcessCost Keeper)
{
    public static async Task<KeeperCosts> AskAsync(LiveCluster live, CancellationToken cancellationToken)
    {
        KeeperReply? reply = live.Keeper is { } keeper
            ? await keeper.AskAsync(new KeeperRequest(KeeperVerb.Status), cancellationToken)
            : null;
        return new KeeperCosts(ProcessCost.Of(reply?.KeeperProcessId));
    }
}

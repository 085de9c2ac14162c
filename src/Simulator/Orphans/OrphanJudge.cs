using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Orphans;

/// <summary>Decides whether a cluster is an orphan. Pure.</summary>
/// <param name="isGone">Whether a process is gone for sure.</param>
/// <param name="holderOf">
/// The command on which the cluster of a keeper's folder depended last; null for none, or where the folder is gone.
/// </param>
/// <param name="now">What times are compared with.</param>
internal sealed class OrphanJudge(
    Func<ProcessMark, bool> isGone, Func<KeeperPaths, ProcessMark?> holderOf, DateTimeOffset now)
{
    // A keeper that is at it must not be outrun.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <returns>Why it is one, and whether all its processes are gone; null where it is none.</returns>
    public (string Why, bool IsForgotten)? Judge(ClusterState cluster)
    {
        if (cluster.Keeper is not { } keeper)
        {
            return null;
        }

        ProcessMark? holder = holderOf(KeeperPaths.Of(keeper.Socket));
        bool isGoneKeeper = isGone(ProcessIdentity.MarkOf(keeper));
        bool isForgotten = isGoneKeeper && (holder is null || isGone(holder));
        if (isForgotten && keeper.HoldsRun)
        {
            return ("its run and its keeper were killed and had left it behind", true);
        }

        if (isForgotten && holder is not null)
        {
            return ("the command that was at it and its keeper were killed and had left it behind", true);
        }

        return keeper.ExpiresAt is { } end && now - end > (isForgotten ? TimeSpan.Zero : Grace)
            ? (string.Create(
                CultureInfo.InvariantCulture,
                $"its time to live ended at {ReportText.Utc(end)} and its keeper has not removed it"), isForgotten)
            : null;
    }
}

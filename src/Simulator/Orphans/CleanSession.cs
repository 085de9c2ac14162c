using ScaleSim.Core.Engines;
using ScaleSim.Simulator.HostNames;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Orphans;

/// <summary>Finds orphans of all kinds and removes them, one after the other. One failure ends nothing.</summary>
/// <param name="isDryRun">Only list.</param>
/// <param name="force">Remove other users' too.</param>
internal sealed class CleanSession(IReadOnlyList<IOrphanKind> kinds, bool isDryRun, bool force)
{
    /// <exception cref="EngineException">The engine can't be asked.</exception>
    public async Task<IReadOnlyList<CleanResult>> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<CleanResult>();
        foreach (IOrphanKind kind in kinds)
        {
            foreach (Orphan orphan in await kind.FindAsync(cancellationToken))
            {
                results.Add(await TryRemoveAsync(orphan, cancellationToken));
            }
        }

        return results;
    }

    private async Task<CleanResult> TryRemoveAsync(Orphan orphan, CancellationToken cancellationToken)
    {
        // Force is for what is another user's, not for what this one has no rights to.
        bool isForced = force && orphan.Owner.Length > 0 && orphan.Owner != Environment.UserName;
        if (orphan.Obstacle is { } obstacle && !isForced)
        {
            return new CleanResult(orphan, CleanOutcome.Kept, obstacle);
        }

        if (isDryRun)
        {
            return new CleanResult(orphan, CleanOutcome.Found);
        }

        try
        {
            await orphan.RemoveAsync(cancellationToken);
            return new CleanResult(orphan, CleanOutcome.Removed);
        }
        catch (Exception exception) when (exception
            is EngineException or KeeperException or HostsFileException or IOException or UnauthorizedAccessException)
        {
            return new CleanResult(orphan, CleanOutcome.Failed, exception.Message);
        }
    }
}

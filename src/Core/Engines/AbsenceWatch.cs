namespace ScaleSim.Core.Engines;

/// <summary>
/// Puts together, from the events of <see cref="IEngine.FollowAsync"/>, when the engine was away and what ended with
/// it.
/// </summary>
/// <remarks>
/// <para>
/// What ends while the engine is away, or has ended when it answers again, ended with the absence, whoever did it:
/// nobody could see why, and no restart policy applied. What ended shortly before is told apart as follows.
/// </para>
/// <para>
/// A Docker daemon that is stopped without live-restore ends all of its containers, at once, nodes within a moment and
/// the others within their stop timeout (15 s for all of them), and closes its streams after that: their deaths are
/// told before it is missed, and belong to the absence. With live-restore it ends none. So one node or worker that
/// lived through it (<see cref="EngineEvent.LivedOn"/>) tells that the daemon has ended nobody, and that whoever died
/// before was ended by somebody else, on purpose or by a crash. That holds for workers that are their own nodes, too,
/// where there is no sandbox to tell by; exit codes can't tell it, as a program may end by any code when it is told to,
/// and by SIGKILL when it does not listen.
/// </para>
/// <para>
/// Where nobody lived on, all that ended within the 20 s before belongs to it, but for three: whose end was asked for;
/// who ended well before the first node, for a node does nothing that ends it; and who ended before that node by
/// SIGKILL, as the daemon does so last. Without nodes of their own kind, a worker that was killed by hand in these 20 s
/// can't be told from one that the daemon killed, and is taken for lost: one started too many is seen, and a cluster
/// that stays down is worse.
/// </para>
/// </remarks>
public sealed class AbsenceWatch
{
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);
    private const int KilledExitCode = 137;

    private readonly List<EngineEvent> _deaths = [];
    private DateTimeOffset? _lost;
    private DateTimeOffset? _returned;

    /// <value>Whether it is away, or what it cost is not yet known.</value>
    public bool IsAway => _lost is not null;

    /// <returns>The absence that has just ended; null for any other event.</returns>
    public EngineAbsence? Apply(EngineEvent happened) => Apply(happened, isWanted: false);

    /// <param name="happened">The next event.</param>
    /// <param name="isWanted">Whether it is a death that was asked for: that one belongs to no absence.</param>
    /// <returns>The absence that has just ended; null for any other event.</returns>
    public EngineAbsence? Apply(EngineEvent happened, bool isWanted)
    {
        ArgumentNullException.ThrowIfNull(happened);
        switch (happened.Kind)
        {
            case EngineEventKind.EngineLost:
                if (_lost is null)
                {
                    _deaths.RemoveAll(death => happened.Time - death.Time > Shutdown);
                    _lost = happened.Time;
                }

                // Lost again before anybody could look: one absence, from the first loss on.
                _returned = null;
                break;
            case EngineEventKind.EngineReturned:
                _returned = happened.Time;
                break;
            case EngineEventKind.NodeDied or EngineEventKind.WorkerDied when !isWanted:
                _deaths.RemoveAll(death => !IsAway && happened.Time - death.Time > Shutdown);
                _deaths.Add(happened);
                break;
            case EngineEventKind.NodeStarted or EngineEventKind.WorkerStarted:
                _deaths.RemoveAll(death => death.Index == happened.Index && IsNode(death) == IsNode(happened));
                break;
            case EngineEventKind.Resynced when (_lost, _returned) is ({ } lost, { } returned):
                return End(lost, returned, happened.LivedOn);
        }

        return null;
    }

    private static bool IsNode(EngineEvent happened) =>
        happened.Kind is EngineEventKind.NodeDied or EngineEventKind.NodeStarted;

    private static bool BelongsTo(EngineEvent death, DateTimeOffset lost, DateTimeOffset? firstNode, int? livedOn)
    {
        if (death.Time >= lost || livedOn > 0)
        {
            return death.Time >= lost;
        }

        return firstNode is not { } first
            || (first < lost
                && (death.Time >= first || (death.Time >= first - Moment && death.ExitCode != KilledExitCode)));
    }

    private EngineAbsence End(DateTimeOffset lost, DateTimeOffset returned, int? livedOn)
    {
        DateTimeOffset? firstNode = _deaths.Exists(IsNode)
            ? _deaths.Where(IsNode).Min(death => death.Time)
            : null;
        ILookup<bool, int> ended = _deaths.Where(death => BelongsTo(death, lost, firstNode, livedOn))
            .ToLookup(IsNode, death => death.Index);
        (_lost, _returned) = (null, null);
        // A daemon that is still ending its containers may look as if it were back: of these it is not known yet.
        _deaths.RemoveAll(death => livedOn is null or 0 || death.Time >= lost);
        return new EngineAbsence(lost, returned)
        {
            Nodes = [.. ended[true].Distinct().Order()], Workers = [.. ended[false].Distinct().Order()],
        };
    }
}

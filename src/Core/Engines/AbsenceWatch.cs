namespace ScaleSim.Core.Engines;

/// <summary>
/// Puts together, from the events of <see cref="IEngine.FollowAsync"/>, when the engine was away and what ended with
/// it.
/// </summary>
/// <remarks>
/// A Docker daemon that is stopped without live-restore ends its containers first, all at once, nodes within a moment
/// and the others within their stop timeout (15 s for all of them), and closes its streams after that: what ended so
/// shortly before it was missed belongs to the absence, from about the first node's end on, for a node does nothing
/// that ends it. Who ended before that node by SIGKILL was killed by somebody else: the daemon does so last.
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
    public EngineAbsence? Apply(EngineEvent happened)
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
            case EngineEventKind.NodeDied or EngineEventKind.WorkerDied:
                _deaths.RemoveAll(death => !IsAway && happened.Time - death.Time > Shutdown);
                _deaths.Add(happened);
                break;
            case EngineEventKind.NodeStarted or EngineEventKind.WorkerStarted:
                _deaths.RemoveAll(death => death.Index == happened.Index && IsNode(death) == IsNode(happened));
                break;
            case EngineEventKind.Resynced when (_lost, _returned) is ({ } lost, { } returned):
                return End(lost, returned);
        }

        return null;
    }

    private static bool IsNode(EngineEvent happened) =>
        happened.Kind is EngineEventKind.NodeDied or EngineEventKind.NodeStarted;

    /// <summary>Workers that are their own nodes have no node that tells when it began.</summary>
    private void ForgetOthers(DateTimeOffset lost)
    {
        if (_deaths.Exists(IsNode))
        {
            DateTimeOffset first = _deaths.Where(IsNode).Min(death => death.Time);
            DateTimeOffset begin = first < lost ? first - Moment : lost;
            _deaths.RemoveAll(death =>
                death.Time < begin || (death.Time < first && death.Time < lost && death.ExitCode == KilledExitCode));
        }
    }

    private EngineAbsence End(DateTimeOffset lost, DateTimeOffset returned)
    {
        ForgetOthers(lost);
        ILookup<bool, int> ended = _deaths.ToLookup(IsNode, death => death.Index);
        (_lost, _returned) = (null, null);
        _deaths.Clear();
        return new EngineAbsence(lost, returned)
        {
            Nodes = [.. ended[true].Distinct().Order()], Workers = [.. ended[false].Distinct().Order()],
        };
    }
}

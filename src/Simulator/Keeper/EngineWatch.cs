using System.Collections.Concurrent;
using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// Notices, in the events that a keeper follows, that the engine was away, restores what ended with it, and remembers
/// the last absences for 'status'.
/// </summary>
/// <param name="expect">Hears, before it happens, whom restoring ends.</param>
internal sealed class EngineWatch(
    string cluster, Action<DeathRequest> expect, HttpClient http, KeeperLog log, TimeProvider time)
{
    private const int AbsencesMax = 100;

    private readonly Lock _lock = new();
    private readonly Queue<KeeperAbsence> _absences = new();
    private readonly AbsenceWatch _watch = new();

    // Workers whose start was told since the engine went away.
    private readonly ConcurrentDictionary<int, bool> _started = new();
    private Task _restoring = Task.CompletedTask;

    /// <value>When the engine was away, and what became of the cluster; oldest first.</value>
    public IReadOnlyList<KeeperAbsence> Absences
    {
        get
        {
            lock (_lock)
            {
                return [.. _absences];
            }
        }
    }

    /// <value>Whether the engine is away, or what ended with it is started again right now.</value>
    public bool IsRestoring
    {
        get
        {
            lock (_lock)
            {
                return _watch.IsAway || !_restoring.IsCompleted;
            }
        }
    }

    /// <summary>To be called with each event in order; restoring goes on beside them, one after the other.</summary>
    /// <param name="isWanted">Whether somebody asked for this death, and for no more.</param>
    public void Notice(IEngine engine, EngineEvent happened, bool isWanted, CancellationToken cancellationToken)
    {
        if (happened.Kind == EngineEventKind.EngineLost)
        {
            log.Write($"the engine is away: {happened.Detail}");
            _started.Clear();
        }
        else if (happened.Kind == EngineEventKind.WorkerStarted)
        {
            _started[happened.Index] = true;
        }

        lock (_lock)
        {
            if (_watch.Apply(happened, isWanted) is { } absence)
            {
                Task before = _restoring;
                _restoring = Task.Run(
                    () => RestoreAsync(engine, absence, before, cancellationToken), CancellationToken.None);
            }
        }
    }

    /// <summary>Waits for what goes on, which the token of the last event ends.</summary>
    public Task SettleAsync() => _restoring;

    private async Task RestoreAsync(
        IEngine engine, EngineAbsence absence, Task before, CancellationToken cancellationToken)
    {
        await before;
        log.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"the engine answers again: {absence.Nodes.Count} nodes and {absence.Workers.Count} workers have ended"));
        try
        {
            var restorer = new ClusterRestorer(
                cluster, new RestartProbe(http, time), expect, _started.ContainsKey, time, log);
            string? problem = absence.IsHarmless
                ? null
                : await restorer.RestoreAsync(engine, absence, cancellationToken);
            Remember(KeeperAbsence.Of(absence, problem));
        }
        catch (OperationCanceledException)
        {
            // The cluster is removed.
        }
#pragma warning disable CA1031 // What goes wrong once must neither end the watch nor go unsaid.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Remember(KeeperAbsence.Of(absence, $"Not restored: {exception.Message} Start what is left with "
                + $"'scalesim start', or remove the cluster with 'scalesim down {cluster}' and start it anew."));
        }
    }

    private void Remember(KeeperAbsence absence)
    {
        log.Write(absence.Outcome);
        lock (_lock)
        {
            if (_absences.Count == AbsencesMax)
            {
                _absences.Dequeue();
            }

            _absences.Enqueue(absence);
        }
    }
}

using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Judges what an engine's absence did to a cluster in use: nothing where all lived on, and else the end of its use,
/// for nobody knows what the tests have measured.
/// </summary>
/// <param name="note">Gets what is odd but no reason to give up.</param>
internal sealed class EngineVigil(TimeProvider time, Action<string> note) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // From the end of the first node to the loss of an engine that is shut down.
    private static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _lost = new();
    private readonly AbsenceWatch _watch = new();
    private readonly Lock _lock = new();
    private ITimer? _deadline;
    private DateTimeOffset? _nodeDied;

    /// <value>Cancelled when the cluster is lost.</value>
    public CancellationToken Lost => _lost.Token;

    /// <value>What happened, why and what to do next; null while the cluster is not lost.</value>
    public string? Verdict { get; private set; }

    public void Apply(EngineEvent happened)
    {
        lock (_lock)
        {
            if (happened.Kind == EngineEventKind.EngineLost)
            {
                _deadline ??= time.CreateTimer(_ => GiveUp(happened), null, Patience, Timeout.InfiniteTimeSpan);
            }

            if (happened.Kind == EngineEventKind.NodeDied)
            {
                _nodeDied = time.GetUtcNow();
            }

            if (_watch.Apply(happened) is not { } absence)
            {
                return;
            }

            _deadline?.Dispose();
            _deadline = null;
            _nodeDied = null;
            Judge(absence);
        }
    }

    /// <summary>
    /// Returns once it is known what a present absence means, or whether a node's end was its beginning.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (IsOpen())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _deadline?.Dispose();
            _deadline = null;
        }

        _lost.Dispose();
    }

    private bool IsOpen()
    {
        lock (_lock)
        {
            return Verdict is null && (_watch.IsAway || time.GetUtcNow() - _nodeDied < Shutdown);
        }
    }

    private void Judge(EngineAbsence absence)
    {
        string away = Figures.Duration(absence.Returned - absence.Lost);
        if (absence.IsHarmless)
        {
            note($"The engine was away for {away}: it was restarted, and all nodes and workers lived on.");
            return;
        }

        End(string.Create(
            CultureInfo.InvariantCulture,
            $"The engine was restarted, or it crashed, while the cluster was in use: it was away for {away}, and ")
            + $"{Figures.Count(absence.Nodes.Count, "node")} and {Figures.Count(absence.Workers.Count, "worker")} "
            + "ended with it. What ran against them says nothing. Run the same command again; with Docker's "
            + "live-restore containers outlive its restarts.");
    }

    private void GiveUp(EngineEvent lost)
    {
        lock (_lock)
        {
            if (_deadline is not null)
            {
                End($"The engine went away while the cluster was in use, and did not answer for "
                    + $"{Figures.Duration(Patience)}: {lost.Detail} Run the same command again once it answers "
                    + "('docker info').");
            }
        }
    }

    private void End(string verdict)
    {
        Verdict ??= verdict;
        _lost.Cancel();
    }
}

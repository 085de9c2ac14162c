using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Runs;

/// <summary>
/// Collects what happens in a run and gives snapshots of it, without the values of the spec's secrets. Thread-safe.
/// Telling it the same thing twice, as two streams of events do, changes nothing.
/// </summary>
/// <param name="sink">
/// Gets each event, in order and one at a time, under the tracker's lock: it must return at once and not call back.
/// </param>
public sealed class RunTracker(ClusterPlan plan, TimeProvider time, Action<RunEvent>? sink = null)
{
    // A test that kills a worker each second for hours must not fill the report.
    private const int DeathsMax = 1000;

    private readonly Lock _lock = new();
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private readonly long _start = time.GetTimestamp();
    private readonly List<PhaseTiming> _phases = [];
    private readonly List<CheckResult> _checks = [];
    private readonly SecretText _secrets = SecretText.Of(plan.Spec);
    private readonly List<WorkerDeath> _deaths = [];
    private ClusterPlan _plan = plan;
    private WorkerLedger _workers = new(plan.Workers);
    private HashSet<int> _nodesStarted = [];
    private TimeSpan? _lastNodeStart;
    private RunPhase _phase = RunPhase.Plan;
    private RunOutcome _outcome = RunOutcome.Running;
    private int? _exitCode;
    private int? _registeredCount;
    private string? _failure;

    /// <summary>Takes another plan after a conflict; what was known of the old plan's workers is forgotten.</summary>
    public void Replan(ClusterPlan next)
    {
        lock (_lock)
        {
            _plan = next;
            _workers = new WorkerLedger(next.Workers);
            _nodesStarted = [];
            _lastNodeStart = null;
            _registeredCount = null;
        }
    }

    /// <summary>Ends the current phase and begins the next one; entering the current phase changes nothing.</summary>
    public void Enter(RunPhase phase)
    {
        lock (_lock)
        {
            Advance(phase, null);
        }
    }

    /// <summary>Records an engine's event. An index that the plan doesn't know is logged and counts nowhere.</summary>
    public void Apply(EngineEvent happened) => Apply(happened, death: null);

    /// <summary>The same of a worker's death that was looked into; one that was asked for is no failure.</summary>
    public void Apply(EngineEvent happened, WorkerDeath? death)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (death is not null)
        {
            death = death with { LastLines = [.. death.LastLines.Select(line => _secrets.Hide(line))] };
            happened = happened with { ExitCode = death.ExitCode, Detail = death.Why };
        }

        happened = happened with { Detail = _secrets.Hide(happened.Detail) };
        lock (_lock)
        {
            TimeSpan at = SinceStart(happened.Time);
            if (IsOfNode(happened.Kind))
            {
                ApplyToNode(happened, at);
            }
            else if (_workers.Has(happened.Index))
            {
                ApplyToWorker(happened, at, death);
            }

            sink?.Invoke(new RunEvent(
                at, EventNames.Of(happened.Kind), SubjectOf(happened), happened.ExitCode, happened.Detail));
        }
    }

    /// <summary>The worker answered its probe.</summary>
    public void WorkerReady(int index)
    {
        lock (_lock)
        {
            TimeSpan now = Elapsed();
            if (_workers.Has(index) && _workers.MarkReady(index, now))
            {
                Tell(now, EventNames.WorkerReady, WorkerName(index), null);
            }
        }
    }

    /// <summary>The master counts the worker.</summary>
    public void WorkerRegistered(int index)
    {
        lock (_lock)
        {
            TimeSpan now = Elapsed();
            if (_workers.Has(index) && _workers.MarkRegistered(index, now))
            {
                Tell(now, EventNames.WorkerRegistered, WorkerName(index), null);
            }
        }
    }

    /// <summary>The master says how many workers it counts, and not which.</summary>
    public void WorkersRegistered(int count)
    {
        lock (_lock)
        {
            _registeredCount = count;
        }
    }

    /// <summary>Something other than the engine found the worker not as planned.</summary>
    /// <param name="index">The worker's.</param>
    /// <param name="why">For people.</param>
    public void WorkerFailed(int index, string why)
    {
        why = _secrets.Hide(why);
        lock (_lock)
        {
            if (_workers.Has(index))
            {
                _workers.MarkFailed(index, why);
                Tell(Elapsed(), EventNames.Of(EngineEventKind.WorkerFailed), WorkerName(index), why);
            }
        }
    }

    /// <summary>Adds a check's verdict.</summary>
    public void Add(CheckResult result)
    {
        result = result with { Message = _secrets.Hide(result.Message) };
        lock (_lock)
        {
            _checks.Add(result);
            Tell(Elapsed(), EventNames.Check, result.Name, $"{EventNames.Of(result.Verdict)}: {result.Message}");
        }
    }

    /// <summary>Says how the run went, while its phases go on: before the report and the removal.</summary>
    public void Decide(RunOutcome outcome, int exitCode, string? failure)
    {
        lock (_lock)
        {
            (_outcome, _exitCode, _failure) = (outcome, exitCode, _secrets.Hide(failure));
        }
    }

    /// <summary>Says how the run went and ends its last phase. A later call replaces the outcome alone.</summary>
    public void End(RunOutcome outcome, int exitCode, string? failure)
    {
        lock (_lock)
        {
            (_outcome, _exitCode, _failure) = (outcome, exitCode, _secrets.Hide(failure));
            Advance(RunPhase.Ended, _failure);
        }
    }

    public RunSnapshot Snapshot()
    {
        lock (_lock)
        {
            return new RunSnapshot
            {
                Plan = _plan,
                StartedAt = _startedAt,
                Elapsed = _phase == RunPhase.Ended ? _phases[^1].Start : Elapsed(),
                Phase = _phase,
                Outcome = _outcome,
                ExitCode = _exitCode,
                Failure = _failure,
                Phases = [.. _phases],
                Workers = _workers.Copy(),
                NodesStarted = _nodesStarted.Count,
                WorkersCreated = _workers.Created,
                WorkersStarted = _workers.Started,
                WorkersReady = _workers.Ready,
                WorkersRegistered = _registeredCount ?? _workers.Registered,
                WorkersFailed = _workers.Failed,
                WorkersStopped = _workers.Stopped,
                WorkersEnded = _workers.Ended,
                WorkersRemoved = _workers.Removed,
                LastNodeStart = _lastNodeStart,
                LastRemoval = _workers.LastRemoval,
                Checks = [.. _checks],
                Deaths = _deaths.Count == 0 ? [] : [.. _deaths],
            };
        }
    }

    private static bool IsOfNode(EngineEventKind kind) => kind
        is EngineEventKind.NodeCreated or EngineEventKind.NodeStarted or EngineEventKind.NodeDied
        or EngineEventKind.NodeFailed or EngineEventKind.NodeRemoved;

    private void ApplyToNode(EngineEvent happened, TimeSpan at)
    {
        switch (happened.Kind)
        {
            case EngineEventKind.NodeStarted when _nodesStarted.Add(happened.Index):
                _lastNodeStart = at;
                break;
            case EngineEventKind.NodeFailed or EngineEventKind.NodeDied when !IsGoingDown:
                FailWorkersOf(happened);
                break;
        }
    }

    private void ApplyToWorker(EngineEvent happened, TimeSpan at, WorkerDeath? death)
    {
        if (death is not null && !IsGoingDown)
        {
            Remember(death);
        }

        switch (happened.Kind)
        {
            case EngineEventKind.WorkerCreated:
                _workers.MarkCreated(happened.Index, at);
                break;
            case EngineEventKind.WorkerStarted:
                _workers.MarkStarted(happened.Index, at);
                break;
            case EngineEventKind.WorkerEnded:
                _workers.MarkEnded(happened.Index);
                break;
            case EngineEventKind.WorkerRemoved:
                _workers.MarkRemoved(happened.Index, at);
                break;
            case EngineEventKind.WorkerDied when death?.AskedBy is { } by:
                _workers.MarkStopped(happened.Index, by);
                break;
            case EngineEventKind.WorkerDied when death is not null && !IsGoingDown:
                _workers.MarkFailed(happened.Index, death.Why);
                break;
            case EngineEventKind.WorkerFailed or EngineEventKind.WorkerDied or EngineEventKind.WorkerOutOfMemory
                when !IsGoingDown:
                _workers.MarkFailed(happened.Index, WorkerFailure.Of(happened, _workers.At(happened.Index).Failure));
                break;
        }
    }

    /// <summary>Where there are too many, the oldest that was asked for makes room.</summary>
    private void Remember(WorkerDeath death)
    {
        if (_deaths.Count == DeathsMax && _deaths.FindIndex(known => known.AskedBy is not null) is var asked and >= 0)
        {
            _deaths.RemoveAt(asked);
        }

        if (_deaths.Count < DeathsMax)
        {
            _deaths.Add(death);
        }
    }

    /// <summary>A node that is gone takes its workers' network with it, so none of them is as planned.</summary>
    private void FailWorkersOf(EngineEvent happened)
    {
        if (_plan.FindNode(happened.Index) is not { } node)
        {
            return;
        }

        string why = WorkerFailure.OfNode(node.Name, happened);
        foreach (WorkerPlan worker in _plan.WorkersOn(node))
        {
            if (_workers.At(worker.Index) is { Failure: null, StoppedBy: null })
            {
                _workers.MarkFailed(worker.Index, why);
            }
        }
    }

    private bool IsGoingDown => _phase >= RunPhase.Down;

    private void Advance(RunPhase phase, string? detail)
    {
        if (_phases.Count > 0 && (_phase == phase || _phase == RunPhase.Ended))
        {
            return;
        }

        TimeSpan now = Elapsed();
        if (_phases.Count > 0)
        {
            _phases[^1] = _phases[^1] with { Duration = now - _phases[^1].Start };
        }

        _phases.Add(new PhaseTiming(phase, now, phase == RunPhase.Ended ? TimeSpan.Zero : null));
        _phase = phase;
        Tell(now, EventNames.Of(phase), EventNames.Run, detail);
    }

    private string SubjectOf(EngineEvent happened) =>
        happened.Index == 0 ? EventNames.Run
        : IsOfNode(happened.Kind) ? NodeName(happened.Index)
        : WorkerName(happened.Index);

    private string NodeName(int index) =>
        _plan.FindNode(index)?.Name ?? $"node {index}";

    private string WorkerName(int index) => _plan.FindWorker(index)?.Name ?? $"worker {index}";

    private void Tell(TimeSpan at, string kind, string subject, string? detail) =>
        sink?.Invoke(new RunEvent(at, kind, subject, null, detail));

    private TimeSpan Elapsed() => time.GetElapsedTime(_start);

    /// <summary>Another machine's clock may differ: nothing happens before the start or after now.</summary>
    private TimeSpan SinceStart(DateTimeOffset moment)
    {
        TimeSpan since = moment - _startedAt;
        TimeSpan elapsed = Elapsed();
        return since < TimeSpan.Zero ? TimeSpan.Zero : since > elapsed ? elapsed : since;
    }
}

using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs.Probes;
using ScaleSim.Core.Specs.Probes;

namespace ScaleSim.Core.Runs;

/// <summary>
/// Finds out from the host when each worker becomes ready, while others are still being started. A worker is probed
/// from <see cref="WorkerStarted"/> on, with a backoff or interval of its own, until it answers or is lost, or until
/// its group's deadline, which ends it all.
/// </summary>
public sealed class ReadinessProber : IDisposable
{
    // Timers fire by a coarser clock than the one that measures.
    private static readonly TimeSpan TimerTick = TimeSpan.FromMilliseconds(20);

    private readonly ClusterPlan _plan;
    private readonly TimeProvider _time;
    private readonly ReadinessOptions _options;
    private readonly Dictionary<string, IWorkerProbe?> _probes;
    private readonly SemaphoreSlim _gate;
    private readonly SemaphoreSlim _engineGate;
    private readonly Channel<int> _started = Channel.CreateUnbounded<int>(new() { SingleReader = true });
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<int, int> _places;
    private readonly ReadinessState[] _states;
    private readonly string?[] _reasons;
    private readonly Lock _lock = new();
    private int _open;

    /// <param name="engine">Asked for what workers print, and to run commands inside them.</param>
    /// <param name="http">Shared and pooled; the prober adds its own timeout and keeps no connection.</param>
    public ReadinessProber(
        ClusterPlan plan, IEngine engine, HttpClient http, TimeProvider time, ReadinessOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _time = time;
        _options = options ?? new ReadinessOptions();
        _probes = WorkerProbes.Of(plan, engine, http, time);
        _gate = new SemaphoreSlim(_options.Concurrency);
        _engineGate = new SemaphoreSlim(_options.EngineConcurrency);
        _places = plan.Workers.Select((worker, place) => (worker.Index, place)).ToDictionary();
        _states = new ReadinessState[plan.Workers.Count];
        _reasons = new string?[plan.Workers.Count];
        _open = plan.Workers.Count;
    }

    /// <summary>Says that the worker's program runs: it is probed from now on. Thread-safe; twice is once.</summary>
    public void WorkerStarted(int index)
    {
        lock (_lock)
        {
            if (_states[_places[index]] == ReadinessState.Waiting)
            {
                _states[_places[index]] = ReadinessState.Probing;
                _started.Writer.TryWrite(index);
            }
        }
    }

    /// <summary>Says that the worker failed to start or died: nobody waits for it any more. Thread-safe.</summary>
    public void WorkerLost(int index) => Settle(index, ReadinessState.Lost);

    /// <summary>
    /// Probes until every worker is ready or lost, one is late, or the deadline. To be called once.
    /// </summary>
    /// <param name="timeout">From this call on.</param>
    /// <param name="ready">Gets each worker's index once, from several threads.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ReadinessResult> RunAsync(
        TimeSpan timeout, Action<int> ready, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var probes = new List<Task>();
        Task launching = LaunchAsync(probes, ready, stop.Token);
        try
        {
            await _settled.Task.WaitAsync(stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The deadline: the result says who is missing.
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await launching.ConfigureAwait(false);
            await Task.WhenAll(probes).ConfigureAwait(false);
        }

        return Result();
    }

    public void Dispose()
    {
        _gate.Dispose();
        _engineGate.Dispose();
    }

    private async Task LaunchAsync(List<Task> probes, Action<int> ready, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (int index in _started.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                probes.Add(ProbeUntilReadyAsync(_plan.Workers[_places[index]], ready, cancellationToken));
            }
        }
        catch (OperationCanceledException)
        {
            // All settled, the deadline or the caller: in each case there is nothing more to launch.
        }
    }

    private async Task ProbeUntilReadyAsync(WorkerPlan worker, Action<int> ready, CancellationToken cancellationToken)
    {
        ProbeSpec? spec = worker.Group.Ready;
        TimeSpan pause = spec?.Interval ?? _options.BackoffFirst;
        long start = _time.GetTimestamp();
        try
        {
            while (IsProbing(worker.Index))
            {
                TimeSpan? rest = spec?.Deadline - _time.GetElapsedTime(start);
                (string? reason, bool isCutShort) =
                    await ProbeAsync(worker, rest, cancellationToken).ConfigureAwait(false);
                if (!isCutShort || _reasons[_places[worker.Index]] is null)
                {
                    _reasons[_places[worker.Index]] = reason;
                }

                if (reason is null)
                {
                    Report(worker.Index, ready);
                    return;
                }

                rest = spec?.Deadline - _time.GetElapsedTime(start);
                if (rest <= TimeSpan.Zero)
                {
                    Settle(worker.Index, ReadinessState.Late);
                    return;
                }

                await Task.Delay(rest < pause ? rest.Value : pause, _time, cancellationToken).ConfigureAwait(false);
                pause = spec?.Interval ?? TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, _options.BackoffMax.Ticks));
            }
        }
        catch (OperationCanceledException)
        {
            // The last reason stays for the result.
        }
    }

    /// <param name="rest">Time until the worker's deadline; a look that hangs ends soon after it.</param>
    /// <returns>
    /// Why it is not ready, and whether that is for want of time before the deadline: then an earlier look knew more.
    /// </returns>
    private async Task<(string? Reason, bool IsCutShort)> ProbeAsync(
        WorkerPlan worker, TimeSpan? rest, CancellationToken cancellationToken)
    {
        if (_probes[worker.Group.Name] is not { } probe)
        {
            return (null, false);
        }

        TimeSpan timeout = rest < _options.ProbeTimeout ? rest.Value : _options.ProbeTimeout;
        timeout = timeout < _options.ProbeTimeoutMin ? _options.ProbeTimeoutMin : timeout;
        SemaphoreSlim gate = probe.AsksEngine ? _engineGate : _gate;
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            long start = _time.GetTimestamp();
            string? reason = await probe.TryAsync(worker, timeout, cancellationToken).ConfigureAwait(false);
            bool isCutShort = reason is not null && timeout < _options.ProbeTimeout
                && _time.GetElapsedTime(start) >= timeout - TimerTick;
            return (reason, isCutShort);
        }
        finally
        {
            gate.Release();
        }
    }

    private void Report(int index, Action<int> ready)
    {
        bool first;
        lock (_lock)
        {
            first = _states[_places[index]] == ReadinessState.Probing;
        }

        if (first)
        {
            // Before the last one settles and the run ends: whoever awaits it has then heard of every worker.
            ready(index);
            Settle(index, ReadinessState.Ready);
        }
    }

    private bool IsProbing(int index)
    {
        lock (_lock)
        {
            return _states[_places[index]] == ReadinessState.Probing;
        }
    }

    private void Settle(int index, ReadinessState state)
    {
        lock (_lock)
        {
            if (_states[_places[index]] is ReadinessState.Ready or ReadinessState.Lost or ReadinessState.Late)
            {
                return;
            }

            _states[_places[index]] = state;
            if (--_open == 0 || state == ReadinessState.Late)
            {
                _settled.TrySetResult();
            }
        }
    }

    private ReadinessResult Result()
    {
        lock (_lock)
        {
            return new ReadinessResult(
                _states.Count(state => state == ReadinessState.Ready),
                In(ReadinessState.Waiting, ReadinessState.Probing),
                In(ReadinessState.Late));
        }
    }

    private List<UnreadyWorker> In(params ReadinessState[] states) =>
    [
        .. _plan.Workers
            .Where(worker => states.Contains(_states[_places[worker.Index]]))
            .Select(worker => new UnreadyWorker(worker.Index, worker.Name, ReasonOf(worker.Index))),
    ];

    private string ReasonOf(int index) =>
        _states[_places[index]] == ReadinessState.Waiting
            ? "never started"
            : _reasons[_places[index]] ?? "not probed yet";
}

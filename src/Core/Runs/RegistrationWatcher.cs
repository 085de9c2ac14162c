using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Runs;

/// <summary>Polls the master until it counts every planned worker, and reports each one once as it appears.</summary>
public sealed class RegistrationWatcher
{
    private static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(12);

    private readonly RegistrationReader _reader;
    private readonly TimeProvider _time;
    private readonly PollPace _pace = new();
    private readonly HashSet<int> _reported = [];
    private readonly HashSet<int> _lost = [];
    private readonly IReadOnlyCollection<int> _awaited;
    private readonly Lock _lock = new();
    private readonly int _workers;
    private int _count;
    private volatile RegistrationView? _view;
    private volatile string? _problem;

    /// <param name="plan">The workers that the master is to count.</param>
    /// <param name="awaited">
    /// The indexes of those that are waited for; null for all. A master that gives a number alone has to count all.
    /// </param>
    /// <exception cref="ArgumentException">The plan's spec does not say how to ask the master.</exception>
    public RegistrationWatcher(
        ClusterPlan plan, HttpClient http, TimeProvider time, IReadOnlySet<int>? awaited = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _reader = new RegistrationReader(plan, http, time);
        _time = time;
        _workers = plan.Workers.Count;
        _awaited = awaited ?? (IReadOnlyCollection<int>)[.. plan.Workers.Select(worker => worker.Index)];
    }

    /// <value>The last answer: missing workers, duplicates and strangers; null before the first one.</value>
    public RegistrationView? View => _view;

    /// <value>Why the last poll had no answer; null when it had one.</value>
    public string? Problem => _problem;

    /// <summary>Says that the worker failed to start or died: nobody waits for it any more. Thread-safe.</summary>
    public void WorkerLost(int index)
    {
        lock (_lock)
        {
            _lost.Add(index);
        }
    }

    /// <summary>Polls until the master counts every worker that is not lost, or the deadline.</summary>
    /// <param name="timeout">From this call on.</param>
    /// <param name="registered">Gets each worker's index once, in ascending order within a poll.</param>
    /// <param name="counted">Gets the number of each poll where the master gives a number alone.</param>
    /// <returns>True when every worker that is not lost was counted in time; <see cref="View"/> has the rest.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<bool> RunAsync(
        TimeSpan timeout, Action<int> registered, Action<int> counted, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while (true)
            {
                long before = _time.GetTimestamp();
                await PollAsync(registered, counted, stop.Token).ConfigureAwait(false);
                if (IsComplete())
                {
                    return true;
                }

                await Task.Delay(_pace.PauseAfter(_time.GetElapsedTime(before)), _time, stop.Token)
                    .ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task PollAsync(
        Action<int> registered, Action<int> counted, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(PollTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            RegistrationView view = await _reader.ReadAsync(either.Token).ConfigureAwait(false);
            _view = view;
            _problem = null;
            if (view.IsCountOnly)
            {
                _count = view.Count;
                counted(view.Count);
            }

            foreach (int index in view.Registered)
            {
                if (_reported.Add(index))
                {
                    registered(index);
                }
            }
        }
        catch (RegistrationException exception)
        {
            _problem = exception.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _problem = $"The master did not answer in {PollTimeout.TotalSeconds:0} s.";
        }
    }

    private bool IsComplete()
    {
        lock (_lock)
        {
            if (_view is { IsCountOnly: true })
            {
                return _count >= _workers - _lost.Count;
            }

            return _awaited.All(index => _reported.Contains(index) || _lost.Contains(index));
        }
    }
}

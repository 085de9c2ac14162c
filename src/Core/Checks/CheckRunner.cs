namespace ScaleSim.Core.Checks;

/// <summary>Makes checks one after another, in the order given: each with its deadline and a seed of its own.</summary>
public sealed class CheckRunner
{
    // A check that does not heed its cancellation is left behind after this long, so that no run hangs on it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<ICheck> _checks;
    private readonly CheckSelection _selection;

    public CheckRunner(IReadOnlyList<ICheck> checks, CheckSelection selection)
    {
        _checks = checks;
        _selection = selection;
    }

    /// <summary>
    /// The checks of a level that will be made, in order; none where the selection leaves the level out.
    /// </summary>
    public IReadOnlyList<ICheck> ChecksOf(CheckLevel level) => _selection switch
    {
        CheckSelection.None => [],
        CheckSelection.Safe when level == CheckLevel.Disruptive => [],
        _ => [.. _checks.Where(check => check.Level == level)],
    };

    /// <summary>All selected checks: the safe ones first, the disruptive ones after.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(
        CheckContext context, Action<CheckResult> finished, CancellationToken cancellationToken) =>
    [
        .. await RunAsync(CheckLevel.Safe, context, finished, cancellationToken).ConfigureAwait(false),
        .. await RunAsync(CheckLevel.Disruptive, context, finished, cancellationToken).ConfigureAwait(false),
    ];

    /// <summary>The selected checks of one level.</summary>
    /// <param name="context">
    /// Its Random is replaced, for each check, by one made from the spec's seed and its name.
    /// </param>
    /// <param name="finished">Gets each result as soon as there is one.</param>
    /// <exception cref="OperationCanceledException">
    /// The caller cancelled; the check under way has no result.
    /// </exception>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(
        CheckLevel level, CheckContext context, Action<CheckResult> finished, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(finished);
        var results = new List<CheckResult>();
        foreach (ICheck check in ChecksOf(level))
        {
            CheckResult result = await RunOneAsync(check, context, cancellationToken).ConfigureAwait(false);
            results.Add(result);
            finished(result);
        }

        return results;
    }

    private static async Task<CheckResult> RunOneAsync(
        ICheck check, CheckContext context, CancellationToken cancellationToken)
    {
        string last = "nothing yet";
        CheckContext own = context with
        {
            Check = check.Name,
            Random = CheckSeed.RandomFor(context.Plan.Spec.Seed, check.Name),
            Progress = line =>
            {
                Volatile.Write(ref last, line);
                context.Progress(line);
            },
        };
        DateTimeOffset startedAt = context.Time.GetUtcNow();
        long start = context.Time.GetTimestamp();
        CheckOutcome outcome = await GuardAsync(check, own, () => Volatile.Read(ref last), cancellationToken)
            .ConfigureAwait(false);
        return new CheckResult(
            check.Name, check.Level, outcome.Verdict, outcome.Message, startedAt, context.Time.GetElapsedTime(start));
    }

    private static async Task<CheckOutcome> GuardAsync(
        ICheck check, CheckContext context, Func<string> last, CancellationToken cancellationToken)
    {
        TimeSpan limit = check.DeadlineFor(context.Plan.Workers.Count);
        using var deadline = new CancellationTokenSource(limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            Task<CheckOutcome> running = check.RunAsync(context, either.Token);
            return await running.WaitAsync(limit + Grace, context.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException
            && deadline.IsCancellationRequested)
        {
            return CheckOutcome.Failed(
                $"The check did not end within {limit.TotalSeconds:0} s; the last thing it said was: {last()}. "
                + "Something it waits for does not happen, or the machine is too slow for this many workers.");
        }
#pragma warning disable CA1031 // Whatever a check throws is its verdict: one broken check must not hide the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return CheckOutcome.Failed(
                $"{exception.GetType().Name}: {exception.Message} The last thing the check said was: {last()}.");
        }
    }
}

using ScaleSim.Core.Planning;
using ScaleSim.Core.Selectors;
using ScaleSim.Core.Specs.UserChecks;

namespace ScaleSim.Core.Checks.Users;

/// <summary>A check that the spec describes: tried again until it holds or its retries' time is over.</summary>
internal abstract class UserCheck(CheckSpec spec) : ICheck
{
    private static readonly TimeSpan PauseFirst = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);

    public string Name => spec.Name;

    public CheckLevel Level => CheckLevel.Safe;

    /// <value>Looks at once, of which each may take the whole timeout.</value>
    protected virtual int Concurrency => 1;

    public TimeSpan DeadlineFor(int workers)
    {
        int rounds = Concurrency == 1 ? 1 : ((workers - 1) / Concurrency) + 1;
        return spec.Retry + (spec.Timeout * rounds) + Slack;
    }

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await NetworkRequirement.MissingAsync(context, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            return missing;
        }

        try
        {
            CheckOutcome outcome = await RepeatAsync(context, Prepare(context), cancellationToken)
                .ConfigureAwait(false);
            string note = StoppedWorkers.Of(context).Note;
            return note.Length == 0 ? outcome : outcome with { Message = $"{outcome.Message.TrimEnd('.')}{note}." };
        }
        catch (FormatException exception)
        {
            return CheckOutcome.Failed(
                $"Check {Name} can't be made: {exception.Message}. Correct it in the cluster file.");
        }
        catch (SelectorException exception)
        {
            return CheckOutcome.Failed(
                $"Check {Name} can't be made: {exception.Message} Correct it in the cluster file.");
        }
    }

    /// <summary>
    /// The workers that a check's selector means, the same ones for the same randomness, but for those that were
    /// stopped on purpose.
    /// </summary>
    /// <exception cref="SelectorException">It chooses nobody.</exception>
    internal static IReadOnlyList<WorkerPlan> Choose(CheckContext context, string workers)
    {
        StoppedWorkers stopped = StoppedWorkers.Of(context);
        return
        [
            .. WorkerSelector.Parse(workers, anySize: true).Choose(context.Plan, context.Random.Next())
                .Where(worker => !stopped.Contains(worker.Index)),
        ];
    }

    /// <summary>Decides once what is looked at, however often.</summary>
    /// <exception cref="FormatException">The spec can't be read.</exception>
    /// <exception cref="SelectorException">The spec chooses nobody.</exception>
    protected abstract IUserTry Prepare(CheckContext context);

    private async Task<CheckOutcome> RepeatAsync(
        CheckContext context, IUserTry attempt, CancellationToken cancellationToken)
    {
        long start = context.Time.GetTimestamp();
        TimeSpan pause = PauseFirst;
        for (int tries = 1; ; tries++)
        {
            CheckOutcome outcome = await attempt.TryAsync(cancellationToken).ConfigureAwait(false);
            TimeSpan rest = spec.Retry - context.Time.GetElapsedTime(start);
            if (outcome.Verdict != Verdict.Failed || rest <= TimeSpan.Zero)
            {
                return tries == 1
                    ? outcome
                    : outcome with { Message = $"{outcome.Message.TrimEnd('.')}, at try {tries}." };
            }

            context.Progress(outcome.Message);
            await Task.Delay(rest < pause ? rest : pause, context.Time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < PauseMax ? pause * 2 : PauseMax;
        }
    }
}

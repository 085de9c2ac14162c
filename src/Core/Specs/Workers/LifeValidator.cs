using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs.Workers;

/// <summary>Finds what is wrong with how a program ends and is started again, on any machine.</summary>
internal static class LifeValidator
{
    /// <value>The most retries; a worker that crashes more often is broken.</value>
    public const int RetriesMax = 1000;

    // A request to stop is answered when the program has ended, and no request takes longer than 5 minutes.
    private static readonly TimeSpan StopTimeoutMax = TimeSpan.FromMinutes(4);

    /// <param name="owner">Whose program, as the middle of a sentence: <c>group 'worker'</c>.</param>
    public static void Validate(
        string owner, RestartSpec restart, string? stopSignal, TimeSpan? stopTimeout, PlanErrors errors)
    {
        if (restart.MaxRetries is < 0 or > RetriesMax)
        {
            errors.Wrong(
                $"The restart policy of {owner} has {restart.MaxRetries} retries",
                $"it can have 0 (never) to {RetriesMax}",
                "Write restart: no, on-failure or on-failure:3");
        }

        if (stopSignal is { } signal && !Signals.IsKnown(signal))
        {
            errors.Wrong(
                $"The stop signal of {owner} is '{signal}'",
                "no signal has this name",
                "Write it like SIGTERM, SIGINT or SIGRTMIN+3");
        }

        if (stopTimeout is { } timeout && (timeout < TimeSpan.Zero || timeout > StopTimeoutMax))
        {
            errors.Wrong(
                FormattableString.Invariant($"The stop timeout of {owner} is {timeout.TotalSeconds} s"),
                FormattableString.Invariant($"it can be 0 s to {StopTimeoutMax.TotalSeconds} s"),
                "Give the time that the program needs to end, such as 10s");
        }
    }
}

using ScaleSim.Core.Checks;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>A check that knows the reference system: the frame around what each one proves.</summary>
internal abstract class ReferenceCheck : ICheck
{
    private readonly Func<CheckContext, IReferenceAccess> _open;

    /// <param name="open">Opens the way to the system under test.</param>
    protected ReferenceCheck(Func<CheckContext, IReferenceAccess> open) => _open = open;

    public abstract string Name { get; }

    public abstract CheckLevel Level { get; }

    public TimeSpan DeadlineFor(int workers) => DeadlineFor(ReferenceDeadlines.Estimate(workers));

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (await NetworkRequirement.MissingAsync(context, cancellationToken) is { } missing)
        {
            return missing;
        }

        if (WhyNotApplicable(context) is { } reason)
        {
            return CheckOutcome.NotApplicable(reason);
        }

        if (Level == CheckLevel.Disruptive && StoppedWorkers.Of(context) is { Count: > 0 } stopped)
        {
            return CheckOutcome.NotChecked(
                $"it takes the whole cluster{stopped.Note}; 'scalesim start' them at the end of what stopped them");
        }

        try
        {
            using IReferenceAccess access = _open(context);
            ReferenceRun run = await ReferenceRun.OpenAsync(context, access, cancellationToken);
            return CheckOutcome.Passed(await ProveAsync(run, cancellationToken));
        }
        catch (CheckFailedException exception)
        {
            return CheckOutcome.Failed(exception.Message);
        }
        catch (ReferenceSilentException exception)
        {
            return CheckOutcome.Failed($"{exception.Message} See its log, and whether it still runs.");
        }
    }

    /// <summary>The sum of the deadlines of its steps.</summary>
    protected abstract TimeSpan DeadlineFor(ReferenceDeadlines deadlines);

    /// <summary>Why the check has no meaning in this cluster; null where it has.</summary>
    protected virtual string? WhyNotApplicable(CheckContext context) => null;

    /// <returns>What was proved, with figures.</returns>
    /// <exception cref="CheckFailedException">It is not so.</exception>
    protected abstract Task<string> ProveAsync(ReferenceRun run, CancellationToken cancellationToken);
}

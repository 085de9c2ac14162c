using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Checks;

/// <summary>The master counts every planned worker exactly once, and nobody else.</summary>
public sealed class RegisteredCheck : ICheck
{
    public string Name => "registered";

    public CheckLevel Level => CheckLevel.Safe;

    public TimeSpan DeadlineFor(int workers) => TimeSpan.FromSeconds(30 + (workers / 100.0));

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Plan.Spec.Registered is null)
        {
            return CheckOutcome.NotApplicable("the spec does not say how to ask the master who has registered");
        }

        if (await NetworkRequirement.MissingAsync(context, cancellationToken).ConfigureAwait(false) is { } missing)
        {
            return missing;
        }

        try
        {
            RegistrationView view = await new RegistrationReader(context.Plan, context.Http)
                .ReadAsync(cancellationToken).ConfigureAwait(false);
            return Judge(view, context.Plan.Workers.Count);
        }
        catch (RegistrationException exception)
        {
            return CheckOutcome.Failed(
                $"{exception.Message} So nobody can say who has registered. "
                + "See the master's log, and whether the spec's path and property are right.");
        }
    }

    private static CheckOutcome Judge(RegistrationView view, int workers)
    {
        if (view.IsExact)
        {
            return CheckOutcome.Passed(
                $"all {Findings.Count(workers, "worker")} are registered exactly once, and no stranger");
        }

        List<string> wrong =
        [
            .. view.Missing.Select(value => $"{value} is missing"),
            .. view.Duplicates.Select(pair => $"{pair.Key} is registered {pair.Value} times"),
            .. view.Strangers.Select(value => $"{value} is a stranger"),
        ];
        return CheckOutcome.Failed(
            $"The master counts {view.Registered.Count} of {workers} workers, {view.Missing.Count} missing, "
            + $"{view.Duplicates.Count} duplicate, {view.Strangers.Count} strange: {Findings.Name(wrong)}. "
            + "A missing worker's log says whether it reached the master; a stranger is a worker of another run.");
    }
}

using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Checks;

/// <summary>
/// The master counts every planned worker exactly once, and nobody else; where it gives a number alone, that number. A
/// worker that was stopped on purpose it may count or not.
/// </summary>
public sealed class RegisteredCheck : ICheck
{
    private const int LoggedMax = 5;
    private const int LogLines = 3;

    public string Name => "registered";

    public CheckLevel Level => CheckLevel.Safe;

    public TimeSpan DeadlineFor(int workers) => TimeSpan.FromSeconds(90 + (workers / 100.0));

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
            RegistrationView view = await new RegistrationReader(context.Plan, context.Http, context.Time)
                .ReadAsync(cancellationToken).ConfigureAwait(false);
            StoppedWorkers stopped = StoppedWorkers.Of(context);
            return view.IsCountOnly
                ? JudgeCount(view, stopped)
                : await JudgeAsync(context, Without(view, stopped), stopped, cancellationToken).ConfigureAwait(false);
        }
        catch (RegistrationException exception)
        {
            return CheckOutcome.Failed(
                $"{exception.Message} So nobody can say who has registered. "
                + "See the master's log, and whether the spec's query and selection are right.");
        }
    }

    private static CheckOutcome JudgeCount(RegistrationView view, StoppedWorkers stopped)
    {
        if (view.IsExact)
        {
            return CheckOutcome.Passed(
                $"the master counts all {Findings.Count(view.Workers, "worker")}; count only, so nobody says which");
        }

        return stopped.Count > 0 && view.Count >= stopped.Others.Count && view.Count <= view.Workers
            ? CheckOutcome.Passed(
                $"the master counts {view.Count} of {Findings.Count(view.Workers, "worker")}; count only{stopped.Note}")
            : CheckOutcome.Failed(
                $"The master counts {view.Count} of {view.Workers} workers (count only{RemarkOf(view)}){stopped.Note}. "
                + "Which ones they are it does not say; name a list in the spec's 'registered' where the master offers "
                + "one.");
    }

    private static RegistrationView Without(RegistrationView view, StoppedWorkers stopped)
    {
        (string Value, int Index)[] missing =
        [
            .. view.Missing.Zip(view.MissingWorkers).Where(pair => !stopped.Contains(pair.Second)),
        ];
        return view with
        {
            Missing = [.. missing.Select(pair => pair.Value)],
            MissingWorkers = [.. missing.Select(pair => pair.Index)],
        };
    }

    private static async Task<CheckOutcome> JudgeAsync(
        CheckContext context, RegistrationView view, StoppedWorkers stopped, CancellationToken cancellationToken)
    {
        if (view.IsExact)
        {
            return CheckOutcome.Passed(
                $"all {Findings.Count(stopped.Others.Count, "worker")} are registered exactly once, and no stranger"
                + stopped.Note);
        }

        var wrong = new List<string>();
        SecretText secrets = SecretText.Of(context.Plan.Spec);
        foreach ((string value, int index) in view.Missing.Zip(view.MissingWorkers))
        {
            WorkerPlan worker = context.Plan.FindWorker(index)!;
            string name = worker.Name == value ? value : $"{value} ({worker.Name})";
            string log = wrong.Count >= LoggedMax ? "" : ", " + LastLines.Say(await LastLines.ReadAsync(
                context.Engine, context.Plan.Cluster, index, LogLines, secrets, context.Time, cancellationToken)
                .ConfigureAwait(false));
            wrong.Add($"{name} is missing{log}");
        }

        wrong.AddRange(view.Duplicates.Select(pair => $"{pair.Key} is registered {pair.Value} times"));
        wrong.AddRange(view.Strangers.Select(value => $"{value} is a stranger"));
        return CheckOutcome.Failed(
            $"The master counts {view.Count} of {view.Workers} workers, {view.Missing.Count} missing, "
            + $"{view.Duplicates.Count} duplicate, {view.Strangers.Count} strange{RemarkOf(view)}: "
            + $"{Findings.Name(wrong)}{stopped.Note}. "
            + "A missing worker's log says whether it reached the master; a stranger is a worker of another run.");
    }

    private static string RemarkOf(RegistrationView view) => view.Remark is { } remark ? $"; {remark}" : "";
}

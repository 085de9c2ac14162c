using ScaleSim.Core.Checks;
using ScaleSim.Core.Runs;
using ScaleSim.ReferenceProtocol;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>The master is killed and started again: everyone registers anew, and its files are still there.</summary>
internal sealed class MasterRestartCheck(Func<CheckContext, IReferenceAccess> open) : ReferenceCheck(open)
{
    private const string Directory = "/scalesim-check-master-restart";

    public override string Name => "master-restart";

    public override CheckLevel Level => CheckLevel.Disruptive;

    protected override TimeSpan DeadlineFor(ReferenceDeadlines deadlines) =>
        (deadlines.Files * 2) + (deadlines.Storm * 2) + TimeSpan.FromSeconds(90);

    protected override string? WhyNotApplicable(CheckContext context) => context.Master.IsOwned
        ? null
        : "the master is not ScaleSim's to restart";

    protected override async Task<string> ProveAsync(ReferenceRun run, CancellationToken cancellationToken)
    {
        ReferenceFileSet files = run.Files(Directory);
        await files.WriteAsync(cancellationToken);
        run.Context.Progress("killing the master and starting it again");
        MasterStatus before = await run.Access.ReadStatusAsync(cancellationToken);
        await run.Context.Master.RestartAsync(kill: true, cancellationToken);
        await run.AwaitAsync(
            "the restarted master to answer",
            run.Deadlines.Storm,
            async stop => (await run.Access.ReadStatusAsync(stop)).StartedAt == before.StartedAt
                ? "it still has the start time from before" : null,
            cancellationToken);
        TimeSpan storm = await AwaitRegistrationAsync(run, cancellationToken);
        await files.VerifyAsync("after the master's restart", cancellationToken);
        await files.DeleteAsync(cancellationToken);
        return $"the master was killed and started again: all {run.Plan.Workers.Count} workers registered within "
            + $"{storm.TotalSeconds:0.0} s, and {files.Files.Count} files read back";
    }

    private static Task<TimeSpan> AwaitRegistrationAsync(ReferenceRun run, CancellationToken cancellationToken)
    {
        var reader = new RegistrationReader(run.Plan, run.Context.Http, run.Context.Time);
        return run.AwaitAsync(
            "every worker to register with the restarted master",
            run.Deadlines.Storm,
            async stop =>
            {
                try
                {
                    RegistrationView view = await reader.ReadAsync(stop);
                    return view.IsExact ? null : $"{view.Missing.Count} missing ({Findings.Name(view.Missing)}), "
                        + $"{view.Duplicates.Count} twice, {view.Strangers.Count} strangers";
                }
                catch (RegistrationException exception)
                {
                    return exception.Message;
                }
            },
            cancellationToken);
    }
}

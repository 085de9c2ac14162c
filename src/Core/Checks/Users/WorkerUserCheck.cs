using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.UserChecks;

namespace ScaleSim.Core.Checks.Users;

/// <summary>A command inside each of the chosen workers ends as expected.</summary>
internal sealed class WorkerUserCheck(WorkerCheckSpec spec) : UserCheck(spec)
{
    protected override int Concurrency => 8;

    protected override IUserTry Prepare(CheckContext context)
    {
        var expectation = new Expectation(spec.Expect, 0, "exit code", SecretText.Of(context.Plan.Spec));
        var renderer = new WorkerRenderer(context.Plan);
        Template[] command = [.. spec.Command.Select(Template.Parse)];
        return new WorkersTry(
            context.Plan,
            Choose(context, spec.Workers),
            Concurrency,
            $"'{string.Join(' ', spec.Command)}'",
            LookAsync);

        async Task<string?> LookAsync(WorkerPlan worker, CancellationToken cancellationToken)
        {
            using var deadline = new CancellationTokenSource(spec.Timeout, context.Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                ExecResult result = await context.Engine.ExecAsync(
                    context.Plan.Cluster,
                    ExecTarget.Worker(worker.Index),
                    [.. command.Select(word => renderer.Render(word, worker))],
                    either.Token).ConfigureAwait(false);
                return expectation.Explain(
                    result.ExitCode,
                    result.Output,
                    result.Error,
                    text => renderer.Render(Template.Parse(text), worker));
            }
            catch (EngineException exception)
            {
                return exception.Message;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return $"it had not ended after {spec.Timeout.TotalSeconds:0.#} s";
            }
        }
    }
}

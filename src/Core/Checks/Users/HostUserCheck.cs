using ScaleSim.Core.Hosts.Programs;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.UserChecks;

namespace ScaleSim.Core.Checks.Users;

/// <summary>A command on the host ends as expected. It gets the environment of a test command.</summary>
internal sealed class HostUserCheck(HostCheckSpec spec) : UserCheck(spec)
{
    protected override IUserTry Prepare(CheckContext context) => new Try(context, spec);

    private sealed class Try(CheckContext context, HostCheckSpec spec) : IUserTry
    {
        private const int OutputBytesMax = 1 << 20;

        private readonly Expectation _expectation = new(spec.Expect, 0, "exit code", SecretText.Of(context.Plan.Spec));
        private readonly ClusterTexts _texts = ClusterTexts.Of(context.Plan);

        public async Task<CheckOutcome> TryAsync(CancellationToken cancellationToken)
        {
            string[] command = [.. spec.Command.Select(_texts.Render)];
            string shown = $"'{string.Join(' ', command)}'";
            var program = new HostProgram(command, spec.Timeout, OutputBytesMax, context.Time)
            {
                Environment = context.Environment,
            };
            ProgramResult result = await program.RunAsync(cancellationToken).ConfigureAwait(false);
            string? why = result.ExitCode is { } code
                ? _expectation.Explain(code, result.Output, result.Error, _texts.Render)
                : result.Problem;
            return why is null
                ? CheckOutcome.Passed($"{shown} on this machine answers as expected")
                : CheckOutcome.Failed(
                    $"{shown} on this machine does not answer as expected: {why}. "
                    + "Its own output says more; run it by hand while a cluster is up.");
        }
    }
}

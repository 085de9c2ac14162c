using ScaleSim.Core.Checks;
using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Reports;

/// <summary>A test case of junit.xml.</summary>
internal sealed record JUnitCase(string ClassName, string Name, TimeSpan Time, JUnitResult Result, string Message)
{
    public static JUnitCase Of(CheckResult check)
    {
        string className = $"scalesim.checks.{EventNames.Of(check.Level)}";
        (JUnitResult result, string message) = check.Verdict switch
        {
            Verdict.Passed => (JUnitResult.Passed, check.Message),
            Verdict.Failed => (JUnitResult.Failure, check.Message),
            Verdict.NotApplicable => (JUnitResult.Skipped, $"not applicable: {check.Message}"),
            _ => (JUnitResult.Skipped, $"not checked: {check.Message}"),
        };
        return new JUnitCase(className, check.Name, check.Duration, result, message);
    }

    public static JUnitCase Of(TestCommandResult command)
    {
        string line = string.Join(' ', ArgumentMask.Mask(command.Command));
        return new JUnitCase(
            "scalesim.run",
            "test-command",
            command.Duration,
            command.Passed ? JUnitResult.Passed : JUnitResult.Failure,
            command.Message.Length > 0 ? $"{line}: {command.Message}" : line);
    }

    /// <param name="explained">Whether another case fails already and says why.</param>
    public static JUnitCase OfRun(RunSnapshot snapshot, bool explained)
    {
        (JUnitResult result, string message) = snapshot.Outcome switch
        {
            RunOutcome.Passed => (JUnitResult.Passed, "passed"),
            RunOutcome.Failed when explained => (JUnitResult.Passed, "failed: see the other cases"),
            RunOutcome.Failed => (JUnitResult.Failure, snapshot.Failure ?? "failed"),
            RunOutcome.Running => (
                JUnitResult.Error, $"the run has not ended; its last phase is {EventNames.Of(snapshot.Phase)}"),
            _ => (JUnitResult.Error, snapshot.Failure ?? EventNames.Of(snapshot.Outcome)),
        };
        return new JUnitCase("scalesim.run", "run", snapshot.Elapsed, result, message);
    }
}

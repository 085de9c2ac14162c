namespace ScaleSim.Core.Reports;

/// <summary>How the test command of a run ended.</summary>
/// <param name="Command">The program and its arguments; the report masks secrets in it.</param>
/// <param name="ExitCode">0 is a pass; null when it was ended, and <paramref name="Message"/> says why.</param>
/// <param name="Message">For a failure, three parts; why its output is not wholly kept; else empty.</param>
public sealed record TestCommandResult(
    IReadOnlyList<string> Command, int? ExitCode, DateTimeOffset StartedAt, TimeSpan Duration, string Message)
{
    public bool Passed => ExitCode == 0;
}

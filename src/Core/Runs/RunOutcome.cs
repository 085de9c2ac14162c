namespace ScaleSim.Core.Runs;

/// <summary>How a run ended, or that it has not.</summary>
public enum RunOutcome
{
    Running,
    Passed,
    Failed,
    Cancelled,
    Error,
}

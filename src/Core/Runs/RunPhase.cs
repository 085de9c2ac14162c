namespace ScaleSim.Core.Runs;

/// <summary>Where a run is, in order.</summary>
public enum RunPhase
{
    Plan,
    Prepare,
    Master,
    Start,
    Ready,
    Registered,
    SafeChecks,
    TestCommand,
    DisruptiveChecks,
    Report,
    Down,
    Ended,
}

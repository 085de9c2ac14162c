namespace ScaleSim.Core.Reports.Summaries;

/// <summary>How many workers reached each state, and how many are not as planned now.</summary>
/// <param name="Stopped">Stopped on purpose, and not running again.</param>
public sealed record WorkerCounts(
    int Planned, int Created, int Started, int Ready, int Registered, int Failed, int Stopped, int Removed);

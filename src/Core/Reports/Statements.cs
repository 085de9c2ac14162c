using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Reports;

/// <summary>What every report says of what it can't measure.</summary>
public static class Statements
{
    /// <summary>Why no figure of a run stands for the performance of a worker.</summary>
    public static string WorkerPerformance(RunSnapshot snapshot, int cores)
    {
        int workers = snapshot.Plan.Workers.Count;
        string sharing = workers == 1 ? "1 worker runs on" : $"{workers} workers share";
        string them = cores == 1 ? "1 core" : $"{cores} cores";
        return $"Worker performance is not measurable in this run: {sharing} {them}. "
            + "The master runs outside the containers; its figures are its own.";
    }
}

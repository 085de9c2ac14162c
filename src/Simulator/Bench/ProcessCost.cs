using System.Diagnostics;

namespace ScaleSim.Simulator.Bench;

/// <summary>What a process has cost so far: processor time and resident memory in bytes.</summary>
internal sealed record ProcessCost(TimeSpan Cpu, long ResidentBytes)
{
    /// <summary>Nothing for a process that is not there.</summary>
    public static ProcessCost Of(int? processId)
    {
        if (processId is not { } id)
        {
            return new ProcessCost(TimeSpan.Zero, 0);
        }

        try
        {
            using Process process = Process.GetProcessById(id);
            return new ProcessCost(process.TotalProcessorTime, process.WorkingSet64);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return new ProcessCost(TimeSpan.Zero, 0);
        }
    }
}

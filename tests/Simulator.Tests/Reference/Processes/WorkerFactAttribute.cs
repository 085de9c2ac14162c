namespace ScaleSim.Simulator.Tests.Reference.Processes;

/// <summary>A test that runs reference workers as processes: skipped where there can be none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WorkerFactAttribute : FactAttribute
{
    public WorkerFactAttribute()
    {
        if (!File.Exists(ReferencePrograms.Worker))
        {
            Skip = $"There is no {ReferencePrograms.Worker}: the reference worker is built on linux-x64 only.";
        }
    }
}

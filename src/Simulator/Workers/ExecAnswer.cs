using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Workers;

/// <summary>How a command ended in one worker.</summary>
/// <param name="Result">Null where it could not be run.</param>
/// <param name="Failure">Why it could not be run; null where it was.</param>
internal sealed record ExecAnswer(WorkerState Worker, ExecResult? Result, string? Failure)
{
    public bool IsOk => Result?.ExitCode == 0;
}

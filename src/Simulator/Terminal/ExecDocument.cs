using ScaleSim.Simulator.Workers;

namespace ScaleSim.Simulator.Terminal;

/// <summary>One worker of <c>scalesim exec --format json</c> (docs/specs/exec.md).</summary>
/// <param name="ExitCode">Null where the command could not be run.</param>
/// <param name="Failure">Why it could not be run; null where it was.</param>
internal sealed record ExecDocument(
    int Index, string Worker, int? ExitCode, string Stdout, string Stderr, string? Failure)
{
    public static ExecDocument Of(ExecAnswer answer) => new(
        answer.Worker.Index,
        answer.Worker.Name,
        answer.Result?.ExitCode,
        answer.Result?.Output ?? "",
        answer.Result?.Error ?? "",
        answer.Failure);
}

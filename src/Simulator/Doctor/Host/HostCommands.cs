using ScaleSim.Core.Hosts.Programs;

namespace ScaleSim.Simulator.Doctor.Host;

/// <summary>Runs programs found on PATH. One that is cancelled, or hangs, is ended with all that it started.</summary>
internal sealed class HostCommands(TimeProvider time) : IHostCommands
{
    private const int OutputBytesMax = 64 << 10;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public async Task<HostCommandResult> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ProgramResult result = await new HostProgram([program, .. arguments], Timeout, OutputBytesMax, time)
            .RunAsync(cancellationToken);
        return result.ExitCode is { } code
            ? new HostCommandResult(code, result.Error.Trim())
            : new HostCommandResult(HostCommandResult.NotRun, $"{program} {result.Problem}");
    }
}

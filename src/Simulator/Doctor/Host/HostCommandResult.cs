namespace ScaleSim.Simulator.Doctor.Host;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">
/// Its exit code; <see cref="NotRun"/> when there is no such program, or it had to be ended.
/// </param>
/// <param name="Error">What it wrote to its standard error, or why it has no exit code.</param>
internal sealed record HostCommandResult(int ExitCode, string Error)
{
    /// <value>What a shell says of a program that it can't find.</value>
    public const int NotRun = 127;
}

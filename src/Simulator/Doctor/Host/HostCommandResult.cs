namespace ScaleSim.Simulator.Doctor.Host;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; <see cref="NotFound"/> when there is no such program.</param>
/// <param name="Error">What it wrote to its standard error.</param>
internal sealed record HostCommandResult(int ExitCode, string Error)
{
    /// <value>What a shell says of a program that it can't find.</value>
    public const int NotFound = 127;
}

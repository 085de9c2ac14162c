namespace ScaleSim.Simulator.Doctor.Host;

/// <summary>Programs of this machine.</summary>
internal interface IHostCommands
{
    /// <summary>Runs a program to its end, without a shell.</summary>
    Task<HostCommandResult> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}

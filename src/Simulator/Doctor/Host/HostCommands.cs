using System.ComponentModel;
using System.Diagnostics;

namespace ScaleSim.Simulator.Doctor.Host;

/// <summary>Runs programs found on PATH. A cancelled one is killed.</summary>
internal sealed class HostCommands : IHostCommands
{
    public async Task<HostCommandResult> RunAsync(
        string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new HostCommandResult(HostCommandResult.NotFound, $"{program}: {exception.Message}");
        }

        return await FinishAsync(process, cancellationToken);
    }

    private static async Task<HostCommandResult> FinishAsync(Process process, CancellationToken cancellationToken)
    {
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            string error = await process.StandardError.ReadToEndAsync(cancellationToken);
            await output;
            await process.WaitForExitAsync(cancellationToken);
            return new HostCommandResult(process.ExitCode, error.Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

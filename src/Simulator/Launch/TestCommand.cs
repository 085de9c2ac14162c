using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ScaleSim.Core.Reports;

namespace ScaleSim.Simulator.Launch;

/// <summary>Runs the user's own tests against the live cluster, on the user's terminal.</summary>
internal sealed class TestCommand(IReadOnlyList<string> command, TimeSpan? timeout, TimeProvider time)
{
    /// <param name="environment">What the tests are told of the cluster: SCALESIM_CLUSTER and the others.</param>
    /// <exception cref="OperationCanceledException">
    /// The caller cancelled; the command and its children are ended.
    /// </exception>
    public async Task<TestCommandResult> RunAsync(
        IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        DateTimeOffset startedAt = time.GetUtcNow();
        long start = time.GetTimestamp();
        (int? exitCode, string message) = await RunProcessAsync(environment, cancellationToken);
        return new TestCommandResult(command, exitCode, startedAt, time.GetElapsedTime(start), message);
    }

    private async Task<(int? ExitCode, string Message)> RunProcessAsync(
        IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            using Process process = Process.Start(start)!;
            return await WaitAsync(process, cancellationToken);
        }
        catch (Win32Exception exception)
        {
            return (null, $"The test command {command[0]} can't be started: {exception.Message}. "
                + "Give its full path, or put its folder on PATH.");
        }
    }

    private async Task<(int? ExitCode, string Message)> WaitAsync(Process process, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout ?? Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            await process.WaitForExitAsync(stop.Token);
            return process.ExitCode == 0
                ? (0, "")
                : (process.ExitCode, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The test command {command[0]} exited with {process.ExitCode}. Its own output says why."));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return (null, string.Create(
                CultureInfo.InvariantCulture,
                $"The test command {command[0]} was ended after "
                + $"{timeout!.Value.TotalSeconds:0} s: it had not finished. ")
                + "Allow more with --test-timeout.");
        }
    }
}

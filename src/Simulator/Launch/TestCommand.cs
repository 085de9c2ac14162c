using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ScaleSim.Core.Hosts.Programs;
using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Logs;

namespace ScaleSim.Simulator.Launch;

/// <summary>Runs the user's own tests against the live cluster: what they print is shown and kept.</summary>
/// <param name="output">Gets the file that both of its streams go to as they come.</param>
internal sealed class TestCommand(
    IReadOnlyList<string> command, TimeSpan? timeout, OutputDirectory output, TimeProvider time)
{
    // What the tests printed is in the pipe when they end; a child that they left behind may hold it open.
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The test command of a run and all that it starts, also for whoever cleans up behind a run that was killed.
    /// </summary>
    public static ProcessFamily FamilyOf(string run) => new($"test-{run}");

    /// <summary>Refuses a command that can't be there before anything is started for it.</summary>
    /// <param name="command">Empty for none.</param>
    /// <exception cref="CommandException">No such file, in no folder where it would be looked for.</exception>
    public static void ThrowIfNotFound(IReadOnlyList<string> command)
    {
        if (command is [var program, ..] && !File.Exists(program) && SystemProgram.Find(program) is null)
        {
            throw new CommandException(
                ExitCode.Usage,
                $"The test command {program} is not there: no such file, and none of that name in the folders of PATH. "
                + "Give its full path, or put its folder on PATH.");
        }
    }

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
        ProcessFamily family = environment.TryGetValue(TestEnvironment.Run, out string? run)
            ? FamilyOf(run)
            : ProcessFamily.Create();
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        start.Environment[ProcessFamily.Variable] = family.Mark;
        try
        {
            await using ProgramLog log = ProgramLog.Create(
                output.PathOf(ReportFiles.TestLog), output.FileMode);
            using Process process = Process.Start(start)!;
            (int? exitCode, string message) = await CopyAsync(process, family, log, cancellationToken);
            return log.Problem is { } problem
                ? (exitCode, $"{message} {ReportFiles.TestLog} is not whole: {problem}.".TrimStart())
                : (exitCode, message);
        }
        catch (Win32Exception exception)
        {
            return (null, $"The test command {command[0]} can't be started: {exception.Message}. "
                + "Give its full path, or put its folder on PATH.");
        }
    }

    private async Task<(int? ExitCode, string Message)> CopyAsync(
        Process process, ProcessFamily family, ProgramLog log, CancellationToken cancellationToken)
    {
        using var drained = new CancellationTokenSource();
        Task printed = TeeAsync(process.StandardOutput.BaseStream, Console.OpenStandardOutput(), log, drained.Token);
        Task error = TeeAsync(process.StandardError.BaseStream, Console.OpenStandardError(), log, drained.Token);
        try
        {
            return await WaitAsync(process, family, cancellationToken);
        }
        finally
        {
            drained.CancelAfter(Drain);
            await Task.WhenAll(printed, error);
        }
    }

    /// <summary>Reads to the end whatever becomes of the copies: tests that nobody listens to would wait.</summary>
    private static async Task TeeAsync(Stream from, Stream screen, ProgramLog log, CancellationToken stop)
    {
        byte[] buffer = new byte[16 << 10];
        bool isShown = true;
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer, stop)) > 0)
            {
                _ = await log.AppendAsync(buffer.AsMemory(0, count));
                isShown = isShown && await TryShowAsync(screen, buffer.AsMemory(0, count));
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // A child goes on without its parent.
        }
    }

    /// <returns>False when the screen is gone.</returns>
    private static async Task<bool> TryShowAsync(Stream screen, ReadOnlyMemory<byte> said)
    {
        try
        {
            await screen.WriteAsync(said);
            await screen.FlushAsync();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task<(int? ExitCode, string Message)> WaitAsync(
        Process process, ProcessFamily family, CancellationToken cancellationToken)
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
            family.Kill(process);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return (null, string.Create(
                CultureInfo.InvariantCulture,
                $"The test command {command[0]} was ended after "
                + $"{timeout!.Value.TotalSeconds:0} s: it had not finished. ")
                + $"Its output is in {ReportFiles.TestLog}, what the workers did in {OutputDirectory.LogsName}/. "
                + "Allow more with --test-timeout.");
        }
    }
}

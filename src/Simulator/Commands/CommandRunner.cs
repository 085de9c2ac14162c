using System.Globalization;
using System.Runtime.InteropServices;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Selectors;
using ScaleSim.Simulator.ClusterFiles;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Commands;

/// <summary>
/// Runs a command's work: cancels it on the first signal, and turns every exception into a message and a code.
/// </summary>
internal static class CommandRunner
{
    /// <value>What the user is told when a signal ends a command that cleans up behind itself.</value>
    private const string Undone = "Cancelled by a signal. What had been started is removed again.";

    /// <param name="work">What the command does; it gets a token that the first signal cancels.</param>
    /// <param name="cancellation">What the user is told after a signal; empty for nothing.</param>
    public static async Task<int> RunAsync(
        CommandContext context, Func<CancellationToken, Task<int>> work, string cancellation = Undone)
    {
        using var cancelled = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(
            PosixSignal.SIGINT, signal => Cancel(signal, cancelled));
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM, signal => Cancel(signal, cancelled));
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(
            PosixSignal.SIGHUP, signal => Cancel(signal, cancelled));
        try
        {
            return await work(cancelled.Token);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested)
        {
            if (cancellation.Length > 0)
            {
                context.Error(cancellation);
            }

            return ExitCode.Cancelled;
        }
#pragma warning disable CA1031 // The last handler: every exception becomes a message and an exit code.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Show(context, exception);
        }
    }

    /// <summary>The exit code of an exception; an unknown one is ScaleSim's own error.</summary>
    public static int CodeOf(Exception exception) => exception switch
    {
        CommandException command => command.ExitCode,
        PlanException plan => plan.Errors.All(error => error.OnThisMachine) ? ExitCode.NotHere : ExitCode.Usage,
        ClusterFileException => ExitCode.Usage,
        ClusterExistsException => ExitCode.Usage,
        OutputException or SelectorException => ExitCode.Usage,
        EngineUnavailableException => ExitCode.EngineUnavailable,
        ImageMissingException or ResourceExhaustedException => ExitCode.NotHere,
        CleanupIncompleteException => ExitCode.CleanupIncomplete,
        EngineException or KeeperException => ExitCode.Failed,
        OperationCanceledException => ExitCode.Cancelled,
        _ => ExitCode.Internal,
    };

    private static int Show(CommandContext context, Exception exception)
    {
        int code = CodeOf(exception);
        if (exception is PlanException { Errors.Count: > 0 } plan)
        {
            foreach (PlanError error in plan.Errors)
            {
                context.Error(error.Message);
            }
        }
        else if (exception is ClusterFileException file)
        {
            foreach (string message in file.Messages)
            {
                context.Error(message);
            }
        }
        else if (code == ExitCode.Internal)
        {
            context.Error(
                $"An error of ScaleSim's own: {exception.GetType().Name}: {exception.Message} The whole of it is in "
                + $"{WriteCrash(context, exception)}; please report it with that file.");
        }
        else
        {
            context.Error(exception.Message);
        }

        return code;
    }

    private static string WriteCrash(CommandContext context, Exception exception)
    {
        string path = Path.Combine(
            Path.GetTempPath(),
            string.Create(
                CultureInfo.InvariantCulture,
                $"scalesim-crash-{context.Services.Time.GetUtcNow():yyyyMMdd'T'HHmmss}-{Environment.ProcessId}.log"));
        File.WriteAllText(path, exception.ToString());
        return path;
    }

    // The second signal takes its usual course: the process ends, and the keeper removes what it held.
    private static void Cancel(PosixSignalContext signal, CancellationTokenSource cancelled)
    {
        signal.Cancel = !cancelled.IsCancellationRequested;
        cancelled.Cancel();
    }
}

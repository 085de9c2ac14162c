using System.Diagnostics;
using System.Net.Sockets;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// The host's master, a child of the keeper. It dies with the keeper whatever happens (PR_SET_PDEATHSIG, through
/// setpriv(1)), so that no master outlives its cluster.
/// </summary>
internal sealed class MasterProcess(MasterProcessSpec spec, KeeperPaths paths, HttpClient http, TimeProvider time)
{
    private const int LogLinesShown = 10;
    private static readonly TimeSpan ReadyTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    private Process? _process;

    /// <value>Null while it does not run.</value>
    public int? ProcessId => _process is { HasExited: false } process ? process.Id : null;

    /// <summary>Starts it and returns once it serves.</summary>
    /// <exception cref="KeeperException">It ended or did not serve in time; with exit code and last lines.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = await StartOnOwnThreadAsync();
        long started = time.GetTimestamp();
        while (!await IsReadyAsync(cancellationToken))
        {
            if (_process.HasExited)
            {
                throw new KeeperException(
                    $"The master ended at once with exit code {_process.ExitCode}; its last lines: {LastLines()}. "
                    + "Correct its command or environment and start again.");
            }

            if (time.GetElapsedTime(started) > ReadyTimeout)
            {
                throw new KeeperException(
                    $"The master did not answer at {spec.Host}:{spec.Port}{spec.ReadyPath} within "
                    + $"{ReadyTimeout.TotalSeconds:0} s; its last lines: {LastLines()}. See that it listens there.");
            }

            await Task.Delay(Poll, time, cancellationToken);
        }
    }

    /// <summary>Ends it: SIGTERM, and SIGKILL after 5 s; or SIGKILL at once.</summary>
    public async Task StopAsync(bool kill)
    {
        if (_process is not { HasExited: false } process)
        {
            return;
        }

        Signal(process, kill);
        using var patience = new CancellationTokenSource(StopTimeout, time);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Signal(process, kill: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static void Signal(Process process, bool kill)
    {
        if (kill)
        {
            process.Kill(entireProcessTree: true);
            return;
        }

        _ = NativeMethods.SendSignal(process.Id, NativeMethods.SigTerm);
    }

    // The kernel sends the death signal when the *thread* that forked ends, and a pool's threads come and go.
    private Task<Process> StartOnOwnThreadAsync()
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                Process process = Start();
                started.SetResult(process);
                process.WaitForExit();
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                started.TrySetException(new KeeperException(
                    $"The master's command {spec.Command[0]} can't be started: {exception.Message}. Check its path.",
                    exception));
            }
        })
        {
            IsBackground = true,
            Name = "master",
        };
        thread.Start();
        return started.Task;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", "--", .. spec.Command])
        {
            UseShellExecute = false,
            // Relative paths in its command, such as a journal's, lie in the cluster's folder and go with it.
            WorkingDirectory = paths.MasterData,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in spec.Environment)
        {
            start.Environment[name] = value;
        }

        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        _ = CopyToLogAsync(process.StandardOutput.BaseStream);
        _ = CopyToLogAsync(process.StandardError.BaseStream);
        return process;
    }

    private async Task CopyToLogAsync(Stream output)
    {
        // Two appenders of one file: each write is whole lines mostly, and none is lost.
        await using var log = new FileStream(
            paths.MasterLog, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await output.CopyToAsync(log);
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var probe = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        probe.CancelAfter(ProbeTimeout);
        try
        {
            if (spec.ReadyPath is null)
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(spec.Host, spec.Port, probe.Token);
                return true;
            }

            using HttpResponseMessage answer = await http.GetAsync(
                new Uri($"http://{spec.Host}:{spec.Port}{spec.ReadyPath}"), probe.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private string LastLines() => File.Exists(paths.MasterLog)
        ? string.Join(" | ", File.ReadLines(paths.MasterLog).TakeLast(LogLinesShown))
        : "(none)";
}

using System.Diagnostics;
using System.Globalization;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Hosts.Files;
using ScaleSim.Core.Hosts.Programs;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Simulator.Logs;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// One life of the host's master, a child of the keeper in a session of its own. It dies with the keeper whatever
/// happens (PR_SET_PDEATHSIG, through setpriv(1)), so that no master outlives its cluster.
/// </summary>
internal sealed class MasterProcess
{
    private static readonly TimeSpan PollFirst = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan PollMax = TimeSpan.FromSeconds(1);

    // What it printed before it ended is in the pipe; a child of its own may hold that open.
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(500);

    private readonly MasterProcessSpec _spec;
    private readonly KeeperPaths _paths;
    private readonly TimeProvider _time;
    private readonly ProcessFamily _family = ProcessFamily.Create();
    private readonly MasterOutput _output;
    private readonly MasterProbe _probe;
    private Task _copying = Task.CompletedTask;
    private Process? _process;

    /// <param name="secrets">Hidden in its last lines; its log files have what it printed.</param>
    /// <param name="log">Hears of a log file that can't be written any more.</param>
    public MasterProcess(
        MasterProcessSpec spec,
        KeeperPaths paths,
        SecretText secrets,
        HttpClient http,
        KeeperLog log,
        TimeProvider time)
    {
        _spec = spec;
        _paths = paths;
        _time = time;
        _output = new MasterOutput(
            OpenLogs,
            (spec.Ready as LogProbeSpec)?.Pattern,
            secrets,
            lost => log.Write(
                $"{lost.Path} can't be written: {lost.Problem}; the master goes on, and what it prints is not kept "
                + "there until it is started again"));
        _probe = new MasterProbe(spec.Host, spec.Port, spec.Ready, () => _output.HasMatched, http, time);
    }

    /// <value>Null while it does not run.</value>
    public int? ProcessId => _process is { HasExited: false } process ? process.Id : null;

    /// <value>Whether somebody has told it to end.</value>
    public bool IsStopping { get; private set; }

    /// <summary>Starts it and returns once it serves.</summary>
    /// <exception cref="KeeperException">It ended or did not serve in time; with exit code and last lines.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        PrepareFiles();
        _process = await StartOnOwnThreadAsync();
        long started = _time.GetTimestamp();
        TimeSpan pause = _spec.Ready?.Interval ?? PollFirst;
        while (await _probe.TryAsync(cancellationToken) is { } reason)
        {
            if (_process.HasExited)
            {
                throw await EndedAtOnceAsync(_process.ExitCode);
            }

            if (_time.GetElapsedTime(started) > _spec.ReadyDeadline)
            {
                throw new KeeperException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The master did not serve within {_spec.ReadyDeadline.TotalSeconds:0.#} s: {reason}; {Said()}. ")
                    + "See that it listens there, or allow more with 'deadline' in 'master.ready'.");
            }

            await Task.Delay(pause, _time, cancellationToken);
            pause = _spec.Ready?.Interval ?? (pause * 2 < PollMax ? pause * 2 : PollMax);
        }
    }

    /// <summary>Waits for its end, however it comes, and for what it printed last.</summary>
    public async Task<(int ExitCode, IReadOnlyList<string> LastLines)> WaitAsync()
    {
        await _process!.WaitForExitAsync();
        await DrainAsync();
        return (_process.ExitCode, _output.LastLines);
    }

    /// <summary>
    /// Ends it: its stop signal, and SIGKILL after its time; or SIGKILL at once. What it has started goes with it,
    /// detached or not.
    /// </summary>
    public async Task StopAsync(bool kill)
    {
        IsStopping = true;
        if (_process is { HasExited: false } process && !kill)
        {
            _ = ProcessSignal.Send(process.Id, _spec.StopSignal);
            using var patience = new CancellationTokenSource(_spec.StopTimeout, _time);
            await process.WaitForExitAsync(patience.Token).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        EndFamily();
        await (_process?.WaitForExitAsync() ?? Task.CompletedTask);
    }

    /// <summary>Ends what it has left behind, so that another life of it finds its port free.</summary>
    public void EndFamily() => _family.Kill(_process is { HasExited: false } process ? process : null);

    private async Task<KeeperException> EndedAtOnceAsync(int exitCode)
    {
        await DrainAsync();
        bool isDetached = exitCode == 0 && _family.Members().Count > 0;
        EndFamily();
        return new KeeperException(isDetached
            ? $"The master ended with exit code 0 and left {_spec.Command[0]} running in the background; {Said()}. "
                + "Let it stay in the foreground (many programs have an option for it), so that its end is seen."
            : $"The master ended at once with exit code {exitCode}; {Said()}. "
                + "Correct its command or environment and start again.");
    }

    private string Said() => _output.LastLines is { Count: > 0 } lines
        ? $"its last lines: {string.Join(" | ", lines)}"
        : "it printed nothing";

    private async Task DrainAsync() => await Task.WhenAny(_copying, Task.Delay(Drain, _time));

    private UnixFileMode? OwnLogMode => _spec.HasSecrets ? OutputDirectory.OwnersFile : null;

    /// <summary>The cluster's own, within a bound, and the user's, which grows as he lets it.</summary>
    private IReadOnlyList<ProgramLog> OpenLogs()
    {
        ProgramLog log = ProgramLog.Append(_paths.MasterLog, OutputDirectory.OwnersFile, LogBound.Master);
        return _spec.LogFile is { } file ? [log, ProgramLog.Append(file, OwnLogMode, bound: null)] : [log];
    }

    private void PrepareFiles()
    {
        try
        {
            if (_spec.User is { } user)
            {
                _ = FileCalls.TryChangeOwner(_paths.MasterData, user.UserId, user.GroupId);
            }

            if (_spec.LogFile is { } log)
            {
                ProgramLog.OpenToAppend(log, OwnLogMode).Dispose();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new KeeperException(
                $"The master's log file can't be written: {exception.Message.TrimEnd('.')}. Name another in "
                + "'master.logFile', or make its folder.",
                exception);
        }
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
                    $"The master's command {_spec.Command[0]} can't be started: {exception.Message}. Check its path.",
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
        // A session of its own first: the death signal comes last, as becoming another user would clear it.
        var start = new ProcessStartInfo(
            "setsid", ["setpriv", .. _spec.User?.Options ?? [], "--pdeathsig", "KILL", "--", .. _spec.Command])
        {
            UseShellExecute = false,
            // Relative paths in its command, such as a journal's, lie in the cluster's folder and go with it.
            WorkingDirectory = _spec.WorkingDirectory ?? _paths.MasterData,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in (_spec.User?.Environment ?? []).Concat(_spec.Environment))
        {
            start.Environment[name] = value;
        }

        start.Environment[ProcessFamily.Variable] = _family.Mark;
        Process process = Process.Start(start)!;
        process.StandardInput.Close();
        _copying = _output.CopyAsync(process.StandardOutput.BaseStream, process.StandardError.BaseStream);
        return process;
    }
}

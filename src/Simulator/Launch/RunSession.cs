using System.Collections.Concurrent;
using System.Text;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Reports.Inventories;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Commands;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Logs;
using ScaleSim.Simulator.Remains;
using ScaleSim.Simulator.Reporting;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Launch;

/// <summary>One run: up, safe checks, test command, disruptive checks, report, down. Whatever happens, down.</summary>
internal sealed class RunSession
{
    private readonly ClusterSetup _setup;
    private readonly LaunchServices _services;
    private readonly RunOptions _options;
    private readonly OutputDirectory _output;
    private readonly RunReport _report;
    private readonly RunTracker _tracker;
    private readonly CheckRunner _checks;
    private readonly SnapshotPump _pump;
    private readonly ConcurrentQueue<string> _warnings = new();
    private LiveCluster? _live;
    private MasterWatch? _masterWatch;
    private bool _isUp;
    private bool _testFailed;

    public RunSession(
        ClusterSetup setup,
        LaunchServices services,
        RunOptions options,
        OutputDirectory output,
        RunReport report,
        RunTracker tracker,
        CheckRunner checks,
        SnapshotPump pump)
    {
        _setup = setup;
        _services = services;
        _options = options;
        _output = output;
        _report = report;
        _tracker = tracker;
        _checks = checks;
        _pump = pump;
    }

    /// <value>What was looked for once the cluster was removed; null where it was not.</value>
    public RemainsReport? Remains { get; private set; }

    /// <value>What was odd on the way but no reason to fail.</value>
    public IReadOnlyCollection<string> Warnings => _warnings;

    /// <value>Whether the cluster lives on, as was asked for.</value>
    public bool IsKept { get; private set; }

    /// <returns>The exit code; the tracker and the report have the rest.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Verdict verdict = await AttemptAsync(cancellationToken);
        try
        {
            _tracker.Decide(verdict.Outcome, verdict.ExitCode, verdict.Failure);
            _tracker.Enter(RunPhase.Report);
            await (_masterWatch?.DisposeAsync() ?? ValueTask.CompletedTask);
            await KeepLogsAsync();
        }
        finally
        {
            if (_live is not null)
            {
                verdict = await EndClusterAsync(_live, verdict);
            }
        }

        _tracker.End(verdict.Outcome, verdict.ExitCode, verdict.Failure);
        _report.Update(_tracker.Snapshot());
        return verdict.ExitCode;
    }

    private async Task<Verdict> AttemptAsync(CancellationToken cancellationToken)
    {
        try
        {
            var launcher = new ClusterLauncher(_setup.Engine, _services, _options, Warn);
            await launcher.LaunchAsync(
                _setup.Planner, _setup.Plan, holdsRun: !_options.Keep, _tracker, Adopt, cancellationToken);
            _isUp = true;
            return await MasterVigil.WatchAsync(
                _live!.Master, token => UseClusterAsync(_live!, token), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new Verdict(RunOutcome.Cancelled, ExitCode.Cancelled, "Cancelled by a signal.");
        }
#pragma warning disable CA1031 // The cluster must go and the report be written whatever happened; the code tells it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            int code = CommandRunner.CodeOf(exception);
            return code == ExitCode.Internal
                ? new Verdict(
                    RunOutcome.Error,
                    code,
                    $"An error of ScaleSim's own: {exception.Message} {WriteCrash(exception)}")
                : new Verdict(RunOutcome.Failed, code, exception.Message);
        }
    }

    /// <returns>A sentence that says where it is.</returns>
    private string WriteCrash(Exception failure)
    {
        try
        {
            return $"The whole of it is in {_report.Logs.WriteCrash(failure)}; please report it with that file.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"It can't be written down ({exception.Message}); please report it with this: {failure}";
        }
    }

    private void Warn(string warning)
    {
        _pump.Note(warning);
        _warnings.Enqueue(warning);
    }

    /// <summary>
    /// From here on there is something to remove, and soon a master to sample: its first load is the storm.
    /// </summary>
    private void Adopt(LiveCluster live)
    {
        _live = live;
        _report.Use(ReportFacts.Of(_setup, live.Plan, _options.Arguments));
        _masterWatch ??= new MasterWatch(() => _live!, _services, _tracker.Snapshot().StartedAt, _report);
    }

    private async Task<Verdict> UseClusterAsync(LiveCluster live, CancellationToken cancellationToken)
    {
        using var vigil = new EngineVigil(_services.Time, Warn);
        using var deathsStop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var watch = new DeathWatch(live, _tracker, vigil, Warn, _services.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, vigil.Lost);
        Task deaths = watch.FollowAsync(deathsStop.Token);
        try
        {
            Verdict verdict = await CheckAndTestAsync(live, watch, stop.Token);
            await vigil.SettleAsync(cancellationToken);
            return vigil.Verdict is null ? verdict : LostOf(vigil);
        }
        catch (Exception exception) when (exception is OperationCanceledException or EngineException
            && !cancellationToken.IsCancellationRequested)
        {
            await vigil.SettleAsync(cancellationToken);
            if (vigil.Verdict is null)
            {
                throw;
            }

            return LostOf(vigil);
        }
        finally
        {
            await deathsStop.CancelAsync();
            await deaths;
        }
    }

    private static Verdict LostOf(EngineVigil vigil) =>
        new(RunOutcome.Failed, ExitCode.EngineUnavailable, vigil.Verdict);

    private async Task<Verdict> CheckAndTestAsync(
        LiveCluster live, DeathWatch watch, CancellationToken cancellationToken)
    {
        string inventory = _output.PathOf(InventoryWriter.FileName);
        WriteInventory(inventory, live.Plan);
        Dictionary<string, string> environment = TestEnvironment.Of(live.Plan, inventory, _output.Path);
        CheckContext context = ContextOf(live, environment, watch);
        _tracker.Enter(RunPhase.SafeChecks);
        await _checks.RunAsync(CheckLevel.Safe, context, _tracker.Add, cancellationToken);
        TestCommandResult? test = await RunTestCommandAsync(environment, cancellationToken);
        _tracker.Enter(RunPhase.DisruptiveChecks);
        await _checks.RunAsync(CheckLevel.Disruptive, context, _tracker.Add, cancellationToken);
        await watch.SettleAsync(cancellationToken);
        IReadOnlyList<string> reasons = RunJudge.Reasons(_tracker.Snapshot(), test);
        return reasons.Count == 0
            ? new Verdict(RunOutcome.Passed, ExitCode.Ok, null)
            : new Verdict(RunOutcome.Failed, ExitCode.Failed, string.Join(Environment.NewLine, reasons));
    }

    private void WriteInventory(string path, ClusterPlan plan)
    {
        try
        {
            InventoryWriter.Write(path, plan, _output.FileMode);
        }
        catch (IOException exception)
        {
            throw new CommandException(
                ExitCode.NotHere,
                $"The inventory can't be written to {path}: {exception.Message} Make room there, or choose another "
                + "folder with --output.",
                exception);
        }
    }

    private CheckContext ContextOf(
        LiveCluster live, Dictionary<string, string> environment, DeathWatch watch) => new()
    {
        Plan = live.Plan,
        Engine = live.Engine,
        Http = _services.Http,
        Random = new Random(_options.Seed),
        Time = _services.Time,
        Master = live.Master,
        Environment = environment,
        Progress = _pump.Note,
        Stopped = watch.Stopped,
        Expect = watch.Expect,
    };

    private async Task<TestCommandResult?> RunTestCommandAsync(
        Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        if (_options.TestCommand.Count == 0)
        {
            return null;
        }

        _tracker.Enter(RunPhase.TestCommand);
        var test = new TestCommand(
            _options.TestCommand, _options.TestTimeout, _output, _services.Time);
        TestCommandResult result = await _pump.PauseAsync(() => test.RunAsync(environment, cancellationToken));
        _testFailed = !result.Passed;
        _report.Use(result);
        return result;
    }

    private async Task KeepLogsAsync()
    {
        RunSnapshot snapshot = _tracker.Snapshot();
        _report.Update(snapshot);
        if (_live is null || snapshot.Outcome == RunOutcome.Passed)
        {
            return;
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60), _services.Time);
        try
        {
            foreach (string problem in await _report.Logs.WriteWorkersAsync(
                snapshot,
                (worker, token) => _live.Engine.ReadLogAsync(_live.Plan.Cluster, worker, 200, token),
                alsoTheLiving: _testFailed,
                patience.Token))
            {
                Warn(problem);
            }

            if (_live.Paths is { } paths && File.Exists(paths.MasterLog))
            {
                string log = Encoding.UTF8.GetString(LogBound.Master.Read(paths.MasterLog));
                await _report.Logs.WriteMasterAsync(snapshot, log, patience.Token);
            }
        }
        catch (Exception exception) when (exception
            is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            Warn($"Logs of what failed are missing from the report: {exception.Message}");
        }
    }

    private async Task<Verdict> EndClusterAsync(LiveCluster live, Verdict verdict)
    {
        try
        {
            if (_options.Keep && _isUp && verdict.Outcome is RunOutcome.Passed or RunOutcome.Failed
                && live.Keeper is not null)
            {
                await live.ReleaseAsync(CancellationToken.None);
                IsKept = true;
                return verdict;
            }

            _tracker.Enter(RunPhase.Down);
            Remains = await ClusterRemoval.RemoveAsync(live, _tracker.Apply);
            return verdict;
        }
        catch (Exception exception) when (exception is EngineException or KeeperException or IOException)
        {
            int code = exception is EngineException and not CleanupIncompleteException
                ? CommandRunner.CodeOf(exception)
                : ExitCode.CleanupIncomplete;
            string failure = verdict.Failure is null
                ? exception.Message
                : $"{verdict.Failure}{Environment.NewLine}{exception.Message}";
            return new Verdict(RunOutcome.Failed, code, failure);
        }
        finally
        {
            live.Keeper?.Dispose();
        }
    }

    private sealed record Verdict(RunOutcome Outcome, int ExitCode, string? Failure);
}

using System.Numerics;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Docker.Baseline;
using ScaleSim.Docker.Engine;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Reference;

namespace ScaleSim.Simulator.Bench;

/// <summary>
/// Starts a cluster as <c>up</c> does, measures, removes it, and says the figures: the rate at each power of two, what
/// a worker costs, what ScaleSim itself takes; beside it, when asked, a bare client's loop over the same plan.
/// </summary>
internal sealed class BenchSession(
    ClusterSetup setup, LaunchServices services, RunOptions options, Action<string> say)
{
    // Memory is read once the last worker has made its first heartbeats and the engine has gone quiet.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    private readonly List<BenchMark> _marks = [];

    public async Task<IReadOnlyList<BenchMark>> RunAsync(bool baseline, CancellationToken cancellationToken)
    {
        TimeSpan up = await MeasureClusterAsync(cancellationToken);
        if (baseline)
        {
            await MeasureBareAsync(up, cancellationToken);
        }

        return _marks;
    }

    private async Task<TimeSpan> MeasureClusterAsync(CancellationToken cancellationToken)
    {
        MachineLoad before = MachineLoad.Read(services.HostFiles);
        ProcessCost selfBefore = ProcessCost.Of(Environment.ProcessId);
        var tracker = new RunTracker(setup.Plan, services.Time);
        LiveCluster? live = null;
        try
        {
            var launcher = new ClusterLauncher(setup.Engine, services, options);
            await launcher.LaunchAsync(
                setup.Planner, setup.Plan, holdsRun: true, tracker, created => live = created, cancellationToken);
            RunSnapshot snapshot = tracker.Snapshot();
            TimeSpan up = MarkUp(snapshot);
            MachineLoad after = MachineLoad.Read(services.HostFiles);
            await SayCostsAsync(live!, snapshot, before, after, selfBefore, cancellationToken);
            return up;
        }
        finally
        {
            if (live is not null)
            {
                await RemoveAsync(live, tracker);
            }
        }
    }

    /// <summary>The rate at each power of two and at the end, counted from the start of the first node.</summary>
    private TimeSpan MarkUp(RunSnapshot snapshot)
    {
        TimeSpan start = snapshot.Phases.First(phase => phase.Phase == RunPhase.Start).Start;
        TimeSpan[] started = [.. snapshot.Workers.Select(worker => worker.Started!.Value - start).Order()];
        for (int count = 1; count <= started.Length; count++)
        {
            if (BitOperations.IsPow2(count) || count == started.Length)
            {
                Add(new BenchMark("up", count, started[count - 1]));
            }
        }

        TimeSpan registered = snapshot.Workers.Max(worker => worker.Registered ?? TimeSpan.Zero) - start;
        if (registered > TimeSpan.Zero)
        {
            _marks.Add(new BenchMark("registered", started.Length, registered));
            say($"Registered {BenchText.Processed(started.Length, registered)}");
        }

        return started[^1];
    }

    private async Task SayCostsAsync(
        LiveCluster live,
        RunSnapshot snapshot,
        MachineLoad before,
        MachineLoad after,
        ProcessCost selfBefore,
        CancellationToken cancellationToken)
    {
        KeeperCosts keeper = await KeeperCosts.AskAsync(live, cancellationToken);
        ProcessCost self = ProcessCost.Of(Environment.ProcessId);
        TimeSpan own = self.Cpu - selfBefore.Cpu + keeper.Keeper.Cpu;
        say(BenchText.Cpu(own, after.BusyCpu - before.BusyCpu));

        await Task.Delay(SettleTime, services.Time, cancellationToken);
        MachineLoad settled = MachineLoad.Read(services.HostFiles);
        say(BenchText.Memory(before.MemoryAvailableBytes - settled.MemoryAvailableBytes, snapshot.Workers.Count));
        say(BenchText.Processes(
            ProcessCost.Of(Environment.ProcessId).ResidentBytes,
            keeper.Keeper.ResidentBytes,
            ProcessCost.Of(live.Master.ProcessId).ResidentBytes));

        ProcessCost idleSelf = ProcessCost.Of(Environment.ProcessId);
        KeeperCosts idleKeeper = await KeeperCosts.AskAsync(live, cancellationToken);
        MachineLoad idle = MachineLoad.Read(services.HostFiles);
        await Task.Delay(IdleTime, services.Time, cancellationToken);
        KeeperCosts endKeeper = await KeeperCosts.AskAsync(live, cancellationToken);
        say(BenchText.Idle(
            ProcessCost.Of(Environment.ProcessId).Cpu - idleSelf.Cpu + endKeeper.Keeper.Cpu - idleKeeper.Keeper.Cpu,
            MachineLoad.Read(services.HostFiles).BusyCpu - idle.BusyCpu,
            IdleTime));
    }

    private async Task RemoveAsync(LiveCluster live, RunTracker tracker)
    {
        tracker.Enter(RunPhase.Down);
        long started = services.Time.GetTimestamp();
        await ClusterRemoval.RemoveAsync(live, tracker.Apply);
        live.Keeper?.Dispose();
        var mark = new BenchMark("down", live.Plan.Workers.Count, services.Time.GetElapsedTime(started));
        say($"Removed {BenchText.Processed(mark.Workers, mark.Time)}");
        _marks.Add(mark);
    }

    private async Task MeasureBareAsync(TimeSpan up, CancellationToken cancellationToken)
    {
        int concurrency = options.Concurrency ?? StartOptions.For(setup.Planner.Facts.Engine.Cores).Concurrency;
        using BareClient bare = await BareClient.ConnectAsync(
            new DockerEngineOptions { Sandbox = ReferenceImage.Source, Time = services.Time }, cancellationToken);
        ClusterPlan plan = setup.Plan;
        BareTimes times = await bare.RunAsync(plan, concurrency, cancellationToken);
        _marks.Add(new BenchMark("bare-up", plan.Workers.Count, times.Up));
        _marks.Add(new BenchMark("bare-down", plan.Workers.Count, times.Down));
        say($"Bare client: {BenchText.Processed(plan.Workers.Count, times.Up)} up, "
            + $"{BenchText.Processed(plan.Workers.Count, times.Down)} down");
        say(BenchText.Ratio(times.Up / up));
    }

    private void Add(BenchMark mark)
    {
        _marks.Add(mark);
        say($"Processed {BenchText.Processed(mark.Workers, mark.Time)}");
    }
}

using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Docker.Baseline;
using ScaleSim.Docker.Engine;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Reference;
using ScaleSim.Simulator.Terminal;

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

    private readonly List<BenchFigure> _figures = [];

    /// <param name="baseline">Whether a bare client is measured over the same plan.</param>
    /// <returns>The lines of bench.csv, in the order in which they were measured.</returns>
    public async Task<IReadOnlyList<BenchFigure>> RunAsync(bool baseline, CancellationToken cancellationToken)
    {
        (ClusterPlan plan, TimeSpan up) = await MeasureClusterAsync(cancellationToken);
        if (baseline)
        {
            await MeasureBareAsync(plan, up, cancellationToken);
        }

        return _figures;
    }

    /// <returns>The plan that was started, which may be another one than the first, and how long that took.</returns>
    private async Task<(ClusterPlan Plan, TimeSpan Up)> MeasureClusterAsync(CancellationToken cancellationToken)
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
            return (live!.Plan, up);
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
        IReadOnlyList<BenchMark> marks = BenchMarks.Up(
            snapshot.Workers.Select(worker => worker.Started!.Value - start));
        foreach (BenchMark mark in marks)
        {
            _figures.Add(mark);
            say(Figures.Processed(mark.Workers, mark.Time));
        }

        TimeSpan registered = snapshot.Workers.Max(worker => worker.Registered ?? TimeSpan.Zero) - start;
        if (registered > TimeSpan.Zero)
        {
            _figures.Add(new BenchMark("registered", snapshot.Workers.Count, registered));
            say($"Registered {Figures.WorkersIn(snapshot.Workers.Count, registered)}");
        }

        return marks[^1].Time;
    }

    private async Task SayCostsAsync(
        LiveCluster live,
        RunSnapshot snapshot,
        MachineLoad before,
        MachineLoad after,
        ProcessCost selfBefore,
        CancellationToken cancellationToken)
    {
        int workers = snapshot.Workers.Count;
        KeeperCosts keeper = await KeeperCosts.AskAsync(live, cancellationToken);
        ProcessCost self = ProcessCost.Of(Environment.ProcessId);
        TimeSpan own = self.Cpu - selfBefore.Cpu + keeper.Keeper.Cpu;
        TimeSpan all = after.BusyCpu - before.BusyCpu;
        say(BenchText.Cpu(own, all));
        _figures.Add(BenchCost.OfCpu("cpu-scalesim", workers, own));
        _figures.Add(BenchCost.OfCpu("cpu-machine", workers, all));

        await Task.Delay(SettleTime, services.Time, cancellationToken);
        SayMemory(
            workers,
            before.MemoryAvailableBytes - MachineLoad.Read(services.HostFiles).MemoryAvailableBytes,
            ProcessCost.Of(Environment.ProcessId).ResidentBytes,
            keeper.Keeper.ResidentBytes,
            ProcessCost.Of(live.Master.ProcessId).ResidentBytes);

        ProcessCost idleSelf = ProcessCost.Of(Environment.ProcessId);
        KeeperCosts idleKeeper = await KeeperCosts.AskAsync(live, cancellationToken);
        MachineLoad idle = MachineLoad.Read(services.HostFiles);
        await Task.Delay(IdleTime, services.Time, cancellationToken);
        KeeperCosts endKeeper = await KeeperCosts.AskAsync(live, cancellationToken);
        TimeSpan idleOwn = ProcessCost.Of(Environment.ProcessId).Cpu - idleSelf.Cpu
            + endKeeper.Keeper.Cpu - idleKeeper.Keeper.Cpu;
        TimeSpan idleAll = MachineLoad.Read(services.HostFiles).BusyCpu - idle.BusyCpu;
        say(BenchText.Idle(idleOwn, idleAll, IdleTime));
        _figures.Add(BenchCost.OfCores("idle-cpu-scalesim", workers, idleOwn, IdleTime));
        _figures.Add(BenchCost.OfCores("idle-cpu-machine", workers, idleAll, IdleTime));
    }

    private void SayMemory(int workers, long all, long self, long keeper, long master)
    {
        say(BenchText.Memory(all, workers));
        say(BenchText.Processes(self, keeper, master));
        _figures.Add(BenchCost.OfMemory("memory", workers, all));
        _figures.Add(BenchCost.OfMemory("memory-per-worker", workers, all / workers));
        _figures.Add(BenchCost.OfMemory("resident-scalesim", workers, self));
        _figures.Add(BenchCost.OfMemory("resident-keeper", workers, keeper));
        _figures.Add(BenchCost.OfMemory("resident-master", workers, master));
    }

    private async Task RemoveAsync(LiveCluster live, RunTracker tracker)
    {
        tracker.Enter(RunPhase.Down);
        long started = services.Time.GetTimestamp();
        await ClusterRemoval.RemoveAsync(live, tracker.Apply);
        live.Keeper?.Dispose();
        var mark = new BenchMark("down", live.Plan.Workers.Count, services.Time.GetElapsedTime(started));
        say($"Removed {Figures.WorkersIn(mark.Workers, mark.Time)}");
        _figures.Add(mark);
    }

    private async Task MeasureBareAsync(ClusterPlan plan, TimeSpan up, CancellationToken cancellationToken)
    {
        int concurrency = options.Concurrency ?? StartOptions.For(setup.Planner.Facts.Engine.Cores).Concurrency;
        using BareClient bare = await BareClient.ConnectAsync(
            new DockerEngineOptions { Sandbox = ReferenceImage.Source, Time = services.Time }, cancellationToken);
        BareTimes times = await RunBareAsync(
            () => bare.RunAsync(plan, concurrency, cancellationToken), setup.Engine, plan);
        _figures.Add(new BenchMark("bare-up", plan.Workers.Count, times.Up));
        _figures.Add(new BenchMark("bare-down", plan.Workers.Count, times.Down));
        say($"Bare client: {Figures.WorkersIn(plan.Workers.Count, times.Up)} up, "
            + $"{Figures.WorkersIn(plan.Workers.Count, times.Down)} down");
        say(BenchText.Ratio(times.Up / up));
    }

    /// <summary>
    /// Whatever ends the loops, all that bears the plan's labels is removed by the engine, and looked for: the bare
    /// client itself asks for each removal once.
    /// </summary>
    /// <exception cref="CleanupIncompleteException">Something is left.</exception>
    private static async Task<BareTimes> RunBareAsync(Func<Task<BareTimes>> run, IEngine engine, ClusterPlan plan)
    {
        BareTimes times;
        try
        {
            times = await run();
        }
        catch (Exception cause)
        {
            try
            {
                await RemoveBareAsync(engine, plan);
            }
            catch (CleanupIncompleteException incomplete)
            {
                throw new CleanupIncompleteException($"{cause.Message} {incomplete.Message}", cause)
                {
                    Remains = incomplete.Remains,
                };
            }

            throw;
        }

        await RemoveBareAsync(engine, plan);
        return times;
    }

    private static async Task RemoveBareAsync(IEngine engine, ClusterPlan plan) => await ClusterRemoval.RemoveAsync(
        engine,
        plan.Cluster,
        plan.Run.Id,
        keeper: null,
        paths: null,
        hostsFile: null,
        _ => { },
        CancellationToken.None);
}

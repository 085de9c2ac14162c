using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Fake;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Tests.Launch;

/// <summary>The last look at workers that no probe asks and no master counts.</summary>
public sealed class StartupTests : IDisposable
{
    private readonly HttpClient _http = new();

    [Fact]
    public async Task RunAsync_Passes_WhereAllLive() =>
        Assert.True(await StartAsync(new FakeEngineOptions(), isSilent: false));

    [Fact]
    public async Task RunAsync_Fails_WhereAWorkerEndsAMomentAfterItsStart()
    {
        CommandException failure = await Assert.ThrowsAsync<CommandException>(() => StartAsync(Dying, isSilent: false));

        Assert.Equal(ExitCode.Failed, failure.ExitCode);
        Assert.Contains("worker-0002 failed", failure.Message, StringComparison.Ordinal);
        Assert.Contains("exit code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Correct it.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Fails_WhereNoEventTellsOfTheDeath()
    {
        CommandException failure = await Assert.ThrowsAsync<CommandException>(() => StartAsync(Dying, isSilent: true));

        Assert.Contains("worker-0002 failed: it is not alive", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RunAsync_DoesNotBlameTheWorker_WhereAGroupAboveItHadNoMemoryLeft(bool isSilent)
    {
        CommandException failure = await Assert.ThrowsAsync<CommandException>(
            () => StartAsync(Dying, isSilent, new MemoryShortage("/docker") { LimitBytes = 64 << 20 }));

        Assert.Equal(ExitCode.NotHere, failure.ExitCode);
        Assert.StartsWith("There was no memory left for worker-0002", failure.Message, StringComparison.Ordinal);
        Assert.Contains("killed in it, not at its own limit", failure.Message, StringComparison.Ordinal);
        Assert.Contains("/docker above it was at its limit of 64 MiB", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Correct it.", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("run the same command again.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SaysToRaiseMemory_WhereTheWorkerWasAtItsOwnLimit()
    {
        CommandException failure = await Assert.ThrowsAsync<CommandException>(
            () => StartAsync(Dying, isSilent: false, new MemoryShortage(MemoryShortage.Worker)));

        Assert.Equal(ExitCode.Failed, failure.ExitCode);
        Assert.Contains("worker-0002 failed: ran out of memory", failure.Message, StringComparison.Ordinal);
        Assert.Contains("raise 'memory'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NamesAllWhoseLimitItMayBe_WhereThatCannotBeRead()
    {
        CommandException failure = await Assert.ThrowsAsync<CommandException>(
            () => StartAsync(Dying, isSilent: true, tellsOutOfMemory: true));

        Assert.Equal(ExitCode.Failed, failure.ExitCode);
        Assert.Contains(
            "worker-0002 failed: ran out of memory, at its own limit of 40 MiB, or at that of a control group above it "
            + "or of the whole machine",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WaitsAsLongAsAStartTook_ForAWorkerThatEndsAMomentAfterIt()
    {
        CommandException failure = await Assert.ThrowsAsync<CommandException>(() => StartAsync(
            Dying with
            {
                DelayMin = TimeSpan.FromSeconds(1.5),
                DelayMax = TimeSpan.FromSeconds(1.5),
                DyingWorkers = new HashSet<int> { 1, 2, 3 },
                DeathAfter = TimeSpan.FromMilliseconds(400),
            },
            isSilent: false,
            concurrency: 3));

        Assert.Contains("failed: ended with exit code 3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_SaysHowFarItCame_WhenTheTimeForTheStartIsOver()
    {
        CommandException failure = await Assert.ThrowsAsync<CommandException>(() => StartAsync(
            new FakeEngineOptions { DelayMin = TimeSpan.FromHours(1), DelayMax = TimeSpan.FromHours(1) },
            isSilent: false,
            timeout: TimeSpan.FromSeconds(1)));

        Assert.Equal(ExitCode.Failed, failure.ExitCode);
        Assert.StartsWith(
            "The cluster did not come up within 1 s: 0 of 3 workers started, 0 ready, 0 registered",
            failure.Message,
            StringComparison.Ordinal);
        Assert.Contains("--start-timeout", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();

    private static FakeEngineOptions Dying => new()
    {
        DelayMin = TimeSpan.Zero,
        DelayMax = TimeSpan.Zero,
        DyingWorkers = new HashSet<int> { 2 },
        DeathAfter = TimeSpan.FromMilliseconds(50),
    };

    private async Task<bool> StartAsync(
        FakeEngineOptions options,
        bool isSilent,
        MemoryShortage? shortage = null,
        bool tellsOutOfMemory = false,
        int concurrency = 1,
        TimeSpan? timeout = null)
    {
        await using NetworkedFakeEngine engine = new(new FakeEngine(options, TimeProvider.System), isSilent)
        {
            Shortage = shortage,
            TellsOutOfMemory = tellsOutOfMemory,
        };
        ClusterPlan plan = Planner.Plan(
            new ClusterSpec
            {
                Name = "brief",
                Groups = [new WorkerGroupSpec { Count = 3, Image = "worker" }],
                Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 19998 },
            },
            new HostFacts
            {
                Engine = await engine.ReadFactsAsync(CancellationToken.None), MemoryAvailableBytes = 1L << 40,
            },
            new RunIdentity("1a2b3c4d", "jane", "0.1.0"));
        await engine.PrepareAsync(plan, keeper: null, CancellationToken.None);
        var startup = new Startup(
            new LiveCluster(plan, engine, Keeper: null, Paths: null, new ForeignMasterControl()),
            token => engine.StartAsync(plan, new StartOptions(concurrency), token),
            new LaunchServices(TimeProvider.System, new HostFiles(), _http),
            timeout ?? TimeSpan.FromMinutes(1),
            new RunTracker(plan, TimeProvider.System),
            new StartupRemedy("Correct it.", "Wait longer.", "Once more."));
        return await startup.RunAsync(CancellationToken.None);
    }
}

using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Fake;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Core.Tests.Checks;
using ScaleSim.Core.Tests.Engines;
using ScaleSim.Core.Tests.Planning;
using ScaleSim.Tests;

namespace ScaleSim.Core.Tests.Runs;

public sealed class DeathReporterTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<WorkerDeath> _deaths = [];
    private FakeEngine? _engine;

    [Fact]
    public async Task CrashLoop_IsCut_AndToldWithItsRestartsAndLastLines()
    {
        await DieAsync(retries: 2, lives: 10, deaths: 3);

        Assert.Equal(
            [
                "ended with exit code 3; the engine starts it again, 1 of 2 times",
                "ended with exit code 3; the engine starts it again, 2 of 2 times",
                "ended with exit code 3; a crash loop, given up after 2 restarts (restart: on-failure:2)",
            ],
            _deaths.Select(death => death.Why));
        Assert.Equal([false, false, true], _deaths.Select(death => death.IsFinal));
        Assert.Equal([1, 2, 2], _deaths.Select(death => death.Restarts));
        Assert.Equal("worker-0001 exits with code 3", _deaths[^1].LastLines[^1]);
        Assert.Equal(ContainerStatus.Exited, (await StateAsync()).Status);
    }

    [Fact]
    public async Task Crash_IsMended_WhenTheNextLifeLasts()
    {
        await DieAsync(retries: 5, lives: 1, deaths: 1);
        _time.Advance(TimeSpan.FromMinutes(10));

        Assert.False(Assert.Single(_deaths).IsFinal);
        Assert.Equal(ContainerStatus.Running, (await StateAsync()).Status);
    }

    [Fact]
    public async Task Crash_IsFinal_WithoutARestartPolicy()
    {
        await DieAsync(retries: 0, lives: 1, deaths: 1);

        Assert.Equal(("ended with exit code 3", true), (_deaths[0].Why, _deaths[0].IsFinal));
    }

    [Fact]
    public async Task Kill_MeansDead_AndACrashIsStartedAgain_WhateverThePolicy()
    {
        await UpAsync(retries: 5, lives: 0);

        await _engine!.ActAsync("demo", WorkerAction.Crash, [1], CancellationToken.None);
        ContainerStatus crashed = (await StateAsync()).Status;
        _time.Advance(TimeSpan.FromMinutes(1));
        ContainerStatus mended = (await StateAsync()).Status;
        await _engine.ActAsync("demo", WorkerAction.Kill, [1], CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal((ContainerStatus.Restarting, ContainerStatus.Running), (crashed, mended));
        Assert.Equal(ContainerStatus.Exited, (await StateAsync()).Status);
    }

    [Fact]
    public async Task AskedDeath_SaysWhoAsked_AndIsNotLookedInto()
    {
        await UpAsync(retries: 0, lives: 0);
        var reporter = new DeathReporter(_engine!, "demo", SecretText.None, _time);

        WorkerDeath death = await reporter.DescribeAsync(
            new EngineEvent(_time.GetUtcNow(), EngineEventKind.WorkerDied, 1) { ExitCode = 137 },
            new DeathRequest(WorkerAction.Kill, [1], "scalesim kill"),
            CancellationToken.None);

        Assert.Equal(("asked for by scalesim kill", "scalesim kill"), (death.Why, death.AskedBy));
        Assert.Empty(death.LastLines);
    }

    [Fact]
    public async Task OutOfMemory_IsToldFromACrash_WithLimitAndRamdisks()
    {
        await UpAsync(retries: 0, lives: 0);
        var reporter = new DeathReporter(_engine!, "demo", SecretText.None, _time);
        Assert.True(await reporter.NoteAsync(Starved(1), CancellationToken.None));
        await _engine!.ActAsync("demo", WorkerAction.Kill, [1, 2], CancellationToken.None);

        WorkerDeath starved = await DescribeAsync(reporter, 1);
        WorkerDeath crashed = await DescribeAsync(reporter, 2);

        Assert.True(starved.OutOfMemory);
        Assert.Matches(
            "^ran out of memory with exit code 137, at its own limit of [0-9.]+ MiB, its ramdisks of [0-9.]+ MiB "
            + "included, or at that of a control group above it or of the whole machine [(]dmesg",
            starved.Why);
        Assert.Equal((false, "ended with exit code 137"), (crashed.OutOfMemory, crashed.Why));
    }

    [Fact]
    public void OutOfMemory_SaysItsPeakAndWhatItsRamdisksHeld_WhereSomebodyWroteItDown()
    {
        var death = new EngineEvent(DateTimeOffset.UnixEpoch, EngineEventKind.WorkerDied, 1) { ExitCode = 137 };
        var facts = new DeathFacts
        {
            MemoryLimitBytes = 44 << 20,
            RamdiskLimitBytes = 16 << 20,
            MemoryUseBytes = 44 << 20,
            RamdiskUseBytes = 12 << 20,
        };

        Assert.Equal(
            "ran out of memory with exit code 137, at its limit of 44 MiB; it used 44 MiB at its peak, 12 MiB of it on"
            + " ramdisks of 16 MiB",
            DeathText.Of(death, outOfMemory: true, new MemoryShortage(MemoryShortage.Worker), facts));
    }

    [Theory]
    [InlineData("/docker", 30L << 20, "the control group /docker above it was at its limit of 30 MiB (raise that")]
    [InlineData("/docker", null, "the control group /docker above it was at its limit (raise that group's limit")]
    [InlineData("machine", null, "the whole machine had no memory left (free some (see free -m")]
    public void OutOfMemory_AboveItsLimit_SaysWhose_AndNotToRaiseItsOwn(string of, long? limit, string words)
    {
        var death = new EngineEvent(DateTimeOffset.UnixEpoch, EngineEventKind.WorkerDied, 1) { ExitCode = 137 };
        var shortage = new MemoryShortage(of) { LimitBytes = limit };

        string why = DeathText.Of(
            death, outOfMemory: true, shortage, new DeathFacts { MemoryLimitBytes = 44 << 20, MemoryUseBytes = 9 });

        Assert.StartsWith(
            $"ran out of memory with exit code 137, not at its own limit of 44 MiB: {words}",
            why,
            StringComparison.Ordinal);
        Assert.Contains("run fewer workers", why, StringComparison.Ordinal);
        Assert.Contains("dmesg", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OutOfMemory_OfOthersBelowTheSameGroup_IsNoneOfASparedWorker()
    {
        await using var engine = new SharingEngine(
            worker => new MemoryShortage("/docker") { IsSpared = worker == 1 });
        var reporter = new DeathReporter(engine, "demo", SecretText.None, _time);

        Assert.False(await reporter.NoteAsync(Starved(1), CancellationToken.None));
        Assert.True(await reporter.NoteAsync(Starved(2), CancellationToken.None));
        WorkerDeath spared = await DescribeAsync(reporter, 1);
        WorkerDeath starved = await DescribeAsync(reporter, 2);

        Assert.Equal((false, null, "ended with exit code 137"), (spared.OutOfMemory, spared.Shortage, spared.Why));
        Assert.Equal((true, "/docker"), (starved.OutOfMemory, starved.Shortage?.Of));
    }

    /// <remarks>Of a line that is cut at its 300th character, half of a secret must not be left.</remarks>
    [Theory]
    [InlineData(280)]
    [InlineData(295)]
    [InlineData(300)]
    public async Task LastLines_HaveNoSecret_WhereverTheyAreCut(int before)
    {
        string filling = new('x', before);
        await using var engine = new PrintingEngine
        {
            Log = worker => $"{filling}hunter22-of-worker-{worker}\n{filling}swordfish\n",
            Environment = new Dictionary<string, string> { ["API_TOKEN"] = "hunter22-of-worker-1" },
        };
        ClusterSpec spec = Samples.Spec(Samples.Group() with
        {
            Environment = new Dictionary<string, string> { ["OTHER_TOKEN"] = "swordfish" },
        });
        var reporter = new DeathReporter(engine, "demo", SecretText.Of(spec), _time);

        WorkerDeath death = await DescribeAsync(reporter, 1);

        Assert.Equal(2, death.LastLines.Count);
        Assert.All(death.LastLines, line => Assert.Matches("^x+[*]{0,3}([.]{3})?$", line));
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }
    }

    /// <remarks>In a fast crash loop the engine is asked when it has died once more.</remarks>
    [Fact]
    public async Task Death_OfAnEarlierLife_IsNotTakenForTheLast()
    {
        await DieAsync(retries: 2, lives: 10, deaths: 3);
        var reporter = new DeathReporter(_engine!, "demo", SecretText.None, _time);

        WorkerDeath earlier = await reporter.DescribeAsync(
            new EngineEvent(_deaths[1].Time, EngineEventKind.WorkerDied, 1) { ExitCode = 3 },
            request: null,
            CancellationToken.None);

        Assert.False(earlier.IsFinal);
        Assert.Equal("ended with exit code 3; the engine starts it again, 2 of 2 times", earlier.Why);
    }

    private EngineEvent Starved(int worker) =>
        new(_time.GetUtcNow(), EngineEventKind.WorkerOutOfMemory, worker);

    private Task<WorkerDeath> DescribeAsync(DeathReporter reporter, int worker) => reporter.DescribeAsync(
        new EngineEvent(_time.GetUtcNow(), EngineEventKind.WorkerDied, worker) { ExitCode = 137 },
        request: null,
        CancellationToken.None);

    /// <summary>A worker whose first lives end with exit code 3 after a second; some of its deaths are told.</summary>
    private async Task DieAsync(int retries, int lives, int deaths)
    {
        await UpAsync(retries, lives);
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        var reporter = new DeathReporter(_engine!, "demo", SecretText.None, _time);
        await _time.AdvanceUntilAsync(CollectAsync(), TimeSpan.FromMilliseconds(100));

        async Task<bool> CollectAsync()
        {
            await foreach (EngineEvent happened in _engine!.FollowAsync("demo", deadline.Token))
            {
                if (happened.Kind == EngineEventKind.WorkerDied)
                {
                    _deaths.Add(await reporter.DescribeAsync(happened, request: null, deadline.Token));
                    if (_deaths.Count == deaths)
                    {
                        return true;
                    }
                }
            }

            return false;
        }
    }

    private async Task UpAsync(int retries, int lives)
    {
        _engine = new FakeEngine(
            new FakeEngineOptions { DyingWorkers = new HashSet<int> { 1 }, DyingLives = lives }, _time);
        ClusterPlan plan = Samples.Plan(Samples.Spec(Samples.Group(2) with { Restart = new RestartSpec(retries) }));
        await _engine.PrepareAsync(plan, keeper: null, CancellationToken.None);
        await _time.AdvanceUntilAsync(StartAsync(), TimeSpan.FromMilliseconds(7));

        async Task<bool> StartAsync()
        {
            await foreach (EngineEvent _ in _engine.StartAsync(plan, new StartOptions(4), CancellationToken.None))
            {
            }

            return true;
        }
    }

    private async Task<WorkerState> StateAsync() =>
        (await _engine!.InspectAsync("demo", CancellationToken.None))!.Workers[0];
}

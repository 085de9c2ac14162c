using ScaleSim.ReferenceMaster.Errors;
using ScaleSim.ReferenceMaster.Options;
using ScaleSim.ReferenceMaster.Workers;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Reference.Tests.Masters;

public class WorkerServiceTests
{
    private readonly MasterFixture _master = new();

    [Theory]
    [InlineData(1, 0, 1000, 5000)]
    [InlineData(60, 0, 1000, 5000)]
    [InlineData(500, 0, 5000, 12500)]
    [InlineData(1000, 0, 10000, 25000)]
    [InlineData(0, 1000, 10000, 25000)]
    [InlineData(2000, 1000, 20000, 50000)]
    public void Interval_GrowsWithTheWorkers_AndSoDoesTheTimeToALoss(
        int workers, int expected, int intervalMs, int lostAfterMs)
    {
        var policy = new HeartbeatPolicy(new MasterTimings(), expected);

        var interval = policy.Interval(workers);

        Assert.Equal(intervalMs, interval.TotalMilliseconds);
        Assert.Equal(lostAfterMs, policy.LostAfter(interval).TotalMilliseconds);
    }

    [Fact]
    public void Worker_IsLost_WhenItIsSilentForTooLong_AndNotBefore()
    {
        _master.Register(0);

        Pass(TimeSpan.FromMilliseconds(4900));
        Assert.Equal(WorkerState.Live, _master.Workers.List().Single().State);
        Pass(TimeSpan.FromMilliseconds(200));

        var worker = _master.Workers.List().Single();
        Assert.Equal(WorkerState.Lost, worker.State);
        Assert.Equal(_master.Time.GetUtcNow(), worker.LostAt);
    }

    [Fact]
    public void Worker_Lives_WhileItsHeartbeatsCome()
    {
        var session = _master.Register(0);

        for (var i = 0; i < 20; i++)
        {
            Pass(TimeSpan.FromSeconds(4));
            Assert.Empty(_master.Beat(session).Commands);
        }

        Assert.Equal(WorkerState.Live, _master.Workers.List().Single().State);
    }

    [Fact]
    public void Worker_IsNotLost_WhenItWasTheMasterThatStoodStill()
    {
        _master.Register(0);

        // One step of 30 s: the master's own sweep was as late as the heartbeats.
        _master.Time.Advance(TimeSpan.FromSeconds(30));
        _master.Workers.Sweep();

        Assert.Equal(WorkerState.Live, _master.Workers.List().Single().State);
        Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(WorkerState.Lost, _master.Workers.List().Single().State);
    }

    [Fact]
    public void LostWorker_IsToldToRegister_AndIsOneWorkerWithTwoRegistrations()
    {
        var session = _master.Register(0);
        Pass(TimeSpan.FromSeconds(6));

        var command = Assert.Single(_master.Beat(session).Commands);
        _master.Register(0);

        Assert.Equal(WorkerCommandKind.Register, command.Kind);
        var worker = _master.Workers.List().Single();
        Assert.Equal((WorkerState.Live, 2), (worker.State, worker.Registrations));
    }

    [Fact]
    public void OldSession_Ends_WhenTheWorkerRegistersAgain()
    {
        var first = _master.Register(0);
        var second = _master.Register(0);

        Assert.Equal(WorkerCommandKind.Register, Assert.Single(_master.Beat(first).Commands).Kind);
        Assert.Empty(_master.Beat(second).Commands);
    }

    [Fact]
    public void OneName_FromTwoPlaces_IsTwoWorkers()
    {
        _master.Register(0, name: "worker", address: "198.18.0.2");
        _master.Register(0, name: "worker", address: "198.18.0.3");
        _master.Register(0, name: "worker", address: "198.18.0.3", dataPort: 30_000);

        Assert.Equal(3, _master.Workers.List().Count(w => w.Name == "worker" && w.State == WorkerState.Live));
    }

    [Fact]
    public void OtherRun_IsRefused_ByName()
    {
        var refusal = Assert.Throws<MasterException>(() => _master.Register(0, run: "run-0"));

        Assert.Equal((403, ErrorCodes.OtherRun), (refusal.Status, MasterFixture.CodeOf(refusal)));
        Assert.Contains("run-0", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(MasterFixture.Run, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(_master.Workers.List());
    }

    [Fact]
    public void Lease_IsGoodOnce_AndNotForLong()
    {
        var leases = new RegistrationLeases(2, TimeSpan.FromSeconds(10), _master.Time);
        var first = leases.TryTake()!;
        var second = leases.TryTake()!;

        Assert.Null(leases.TryTake());
        Assert.True(leases.TryUse(first));
        Assert.False(leases.TryUse(first));
        Assert.NotNull(leases.TryTake());
        _master.Time.Advance(TimeSpan.FromSeconds(11));
        Assert.False(leases.TryUse(second));
        Assert.NotNull(leases.TryTake());
    }

    [Fact]
    public void Registration_IsRefused_WithoutALease()
    {
        var refusal = Assert.Throws<MasterException>(() => _master.Workers.Register(new RegisterRequest
        {
            Lease = "made-up",
            Run = MasterFixture.Run,
            Name = "worker",
            Index = 0,
            Address = "198.18.0.2",
            Host = "worker.test",
            Ports = new WorkerPorts(1, 2),
            CapacityBytes = 1,
            UsedBytes = 0,
            Blocks = [],
        }));

        Assert.Equal(ErrorCodes.NoLease, MasterFixture.CodeOf(refusal));
    }

    [Fact]
    public void LostWorkers_AreRememberedUpToALimit()
    {
        for (var i = 0; i < 10_100; i++)
        {
            _master.Register(0, name: $"worker-{i}");
        }

        Pass(TimeSpan.FromMinutes(10));

        var status = _master.State.Workers;
        Assert.Equal((0, 10_000), (status.LiveCount, status.LostCount));
    }

    /// <summary>Lets time pass as it does for a master that is well: a sweep per tick.</summary>
    private void Pass(TimeSpan time)
    {
        var tick = new MasterTimings().Tick;
        for (var passed = TimeSpan.Zero; passed < time; passed += tick)
        {
            _master.Time.Advance(tick < time - passed ? tick : time - passed);
            _master.Workers.Sweep();
        }
    }
}

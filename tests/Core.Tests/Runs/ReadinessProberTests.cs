using System.Collections.Concurrent;
using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Runs.Probes;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Tests.Checks;

namespace ScaleSim.Core.Tests.Runs;

public sealed class ReadinessProberTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);
    private static readonly IPAddress Node = IPAddress.Parse("127.77.0.2");

    private readonly ConcurrentQueue<int> _ready = [];

    [Fact]
    public async Task Prober_ReportsEachWorkerOnce_WhenAllAnswer()
    {
        await using var server = new LoopbackServer(address: Node);
        ClusterPlan plan = CheckPlans.Create(50, ports: _ => server.Port, ready: new HttpProbeSpec("web", "/health"));
        using var prober = Prober(plan);

        Task<ReadinessResult> running = prober.RunAsync(Long, _ready.Enqueue, CancellationToken.None);
        foreach (WorkerPlan worker in plan.Workers)
        {
            prober.WorkerStarted(worker.Index);
            prober.WorkerStarted(worker.Index);
        }

        ReadinessResult result = await running;
        Assert.Equal(50, result.Ready);
        Assert.Empty(result.Unready);
        Assert.Equal(Enumerable.Range(1, 50), _ready.Order());
        Assert.Equal(50, server.Requests);
    }

    [Fact]
    public async Task Prober_KeepsTrying_WhenTheAnswerIsNotYet200()
    {
        int asked = 0;
        await using var server = new LoopbackServer(
            _ => (Interlocked.Increment(ref asked) < 3 ? 503 : 200, ""), Node);
        ClusterPlan plan = CheckPlans.Create(1, ports: _ => server.Port, ready: new HttpProbeSpec("web", "/health"));
        using var prober = Prober(plan);
        prober.WorkerStarted(1);

        ReadinessResult result = await prober.RunAsync(Long, _ready.Enqueue, CancellationToken.None);

        Assert.Equal(1, result.Ready);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task Prober_FindsAPortThatOpensLate_WhenTcpIsEnough()
    {
        int port = LoopbackServer.ClosedPort(Node);
        ClusterPlan plan = CheckPlans.Create(1, ports: _ => port, ready: new TcpProbeSpec("web"));
        using var prober = Prober(plan);
        prober.WorkerStarted(1);
        Task<ReadinessResult> running = prober.RunAsync(Long, _ready.Enqueue, CancellationToken.None);

        Assert.Empty(_ready);
        await using var server = new LoopbackServer(address: Node, port: port);

        Assert.Equal(1, (await running).Ready);
    }

    [Fact]
    public async Task Prober_SaysWhy_WhenTheDeadlinePasses()
    {
        int port = LoopbackServer.ClosedPort(Node);
        ClusterPlan plan = CheckPlans.Create(2, ports: _ => port, ready: new TcpProbeSpec("web"));
        using var prober = Prober(plan);
        prober.WorkerStarted(1);

        ReadinessResult result = await prober.RunAsync(
            TimeSpan.FromMilliseconds(300), _ready.Enqueue, CancellationToken.None);

        Assert.Equal(0, result.Ready);
        Assert.Equal(
            [
                new UnreadyWorker(1, "worker-0001", "Connection refused"),
                new UnreadyWorker(2, "worker-0002", "never started"),
            ],
            result.Unready);
    }

    [Fact]
    public async Task Prober_DoesNotWait_ForLostWorkers()
    {
        await using var server = new LoopbackServer(address: Node);
        ClusterPlan plan = CheckPlans.Create(3, ports: _ => server.Port, ready: new TcpProbeSpec("web"));
        using var prober = Prober(plan);
        prober.WorkerStarted(1);
        prober.WorkerLost(2);
        prober.WorkerLost(2);
        prober.WorkerLost(3);
        prober.WorkerStarted(3);

        ReadinessResult result = await prober.RunAsync(Long, _ready.Enqueue, CancellationToken.None);

        Assert.Equal(1, result.Ready);
        Assert.Empty(result.Unready);
        Assert.Equal([1], _ready);
    }

    [Fact]
    public async Task Prober_TakesStartedForReady_WhenTheSpecHasNoProbe()
    {
        using var prober = Prober(CheckPlans.Create(1));
        prober.WorkerStarted(1);

        ReadinessResult result = await prober.RunAsync(Long, _ready.Enqueue, CancellationToken.None);

        Assert.Equal(1, result.Ready);
    }

    [Fact]
    public async Task Prober_Throws_WhenTheCallerCancels()
    {
        using var prober = Prober(CheckPlans.Create(1));
        using var stop = new CancellationTokenSource();
        Task<ReadinessResult> running = prober.RunAsync(Long, _ready.Enqueue, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Theory]
    [InlineData("/health/{worker.index}", 200, "fine", 1)]
    [InlineData("/health/{worker.index}", 204, null, 0)]
    [InlineData("/health/{worker.index}", 200, "well", 0)]
    [InlineData("/other", 200, null, 0)]
    public async Task Prober_HoldsTheAnswer_AgainstStatusAndBody(string path, int status, string? body, int ready)
    {
        await using var server = new LoopbackServer(
            asked => asked == "/health/1" ? (200, "all is fine") : (404, ""), Node);
        var probe = new HttpProbeSpec("web", path)
        {
            Status = status, Body = body, Deadline = TimeSpan.FromMilliseconds(100),
        };
        using var prober = Prober(CheckPlans.Create(1, ports: _ => server.Port, ready: probe));
        prober.WorkerStarted(1);

        ReadinessResult result = await prober.RunAsync(Long, _ready.Enqueue, CancellationToken.None);

        Assert.Equal(ready, result.Ready);
    }

    [Fact]
    public async Task Prober_ReadsTheLog_UntilALineMatches()
    {
        int reads = 0;
        var engine = new StubEngine
        {
            Log = worker => Interlocked.Increment(ref reads) < 3 ? "starting\n" : $"worker {worker} listens on 7\n",
        };
        using var prober = Prober(
            CheckPlans.Create(1, ready: new LogProbeSpec("^worker 1 listens on [0-9]+$")), engine);
        prober.WorkerStarted(1);

        ReadinessResult result = await prober.RunAsync(Long, _ready.Enqueue, CancellationToken.None);

        Assert.Equal((1, 3), (result.Ready, reads));
    }

    [Fact]
    public async Task LogProbe_ShowsNoSecret_WhereverALineIsCut()
    {
        ClusterPlan plan = CheckPlans.Create(1);
        WorkerGroupSpec group = plan.Spec.Groups[0] with
        {
            Environment = new Dictionary<string, string> { ["API_TOKEN"] = "hunter22" },
        };
        plan = plan with { Spec = plan.Spec with { Groups = [group] } };
        var engine = new StubEngine { Log = _ => $"{new string('x', 76)}hunter22\n" };

        string? why = await new LogWorkerProbe(plan, "^never$", engine, TimeProvider.System)
            .TryAsync(plan.Workers[0], Long, CancellationToken.None);

        Assert.EndsWith("xxx***'", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prober_RunsTheCommandInside_UntilItEndsWell()
    {
        var engine = new StubEngine();
        engine.Exec = (_, _) => new ExecResult(engine.Execs.Count < 3 ? 1 : 0, "", "not yet\n");
        using var prober = Prober(
            CheckPlans.Create(1, ready: new ExecProbeSpec(["is-ready", "{ports.web}"])), engine);
        prober.WorkerStarted(1);

        ReadinessResult result = await prober.RunAsync(Long, _ready.Enqueue, CancellationToken.None);

        Assert.Equal((1, 3), (result.Ready, engine.Execs.Count));
        Assert.Equal(["is-ready", "20001"], engine.Execs[0].Command);
    }

    [Fact]
    public async Task Prober_EndsAtOnce_WhenAWorkerIsLate()
    {
        var engine = new StubEngine { Exec = (_, _) => new ExecResult(1, "", "no master\n") };
        var probe = new ExecProbeSpec(["ok"])
        {
            Interval = TimeSpan.FromMilliseconds(10), Deadline = TimeSpan.FromMilliseconds(100),
        };
        using var prober = Prober(CheckPlans.Create(2, ready: probe), engine);
        prober.WorkerStarted(2);

        ReadinessResult result = await prober.RunAsync(Long, _ready.Enqueue, CancellationToken.None);

        Assert.Equal(
            [new UnreadyWorker(2, "worker-0002", "'ok' ended with exit code 1: no master")], result.Late);
        Assert.Equal([new UnreadyWorker(1, "worker-0001", "never started")], result.Unready);
    }

    [Fact]
    public async Task Prober_SaysWhatItSawLast_WhereTheDeadlineCutsALookShort()
    {
        var probe = new ExecProbeSpec(["ok"])
        {
            Interval = TimeSpan.FromMilliseconds(10), Deadline = TimeSpan.FromMilliseconds(100),
        };
        using var prober = Prober(CheckPlans.Create(1, ready: probe), new HangingExecEngine());
        prober.WorkerStarted(1);

        ReadinessResult result = await prober.RunAsync(Long, _ready.Enqueue, CancellationToken.None);

        Assert.Equal(
            [new UnreadyWorker(1, "worker-0001", "'ok' ended with exit code 7: no master")], result.Late);
    }

    [Fact]
    public async Task Prober_AsksTheEngine_ForSomeWorkersAtATime()
    {
        var engine = new SlowExecEngine();
        using var prober = Prober(CheckPlans.Create(200, ready: new ExecProbeSpec(["ok"])), engine);
        for (int index = 1; index <= 200; index++)
        {
            prober.WorkerStarted(index);
        }

        ReadinessResult result = await prober.RunAsync(Long, _ready.Enqueue, CancellationToken.None);

        Assert.Equal(200, result.Ready);
        Assert.InRange(engine.Most, 1, 8);
    }

    private static ReadinessProber Prober(ClusterPlan plan, IEngine? engine = null) => new(
        plan, engine ?? new StubEngine(), CheckContexts.Http, TimeProvider.System, new ReadinessOptions
        {
            BackoffFirst = TimeSpan.FromMilliseconds(5),
            BackoffMax = TimeSpan.FromMilliseconds(20),
        });
}

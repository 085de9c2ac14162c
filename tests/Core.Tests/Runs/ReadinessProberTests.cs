using System.Collections.Concurrent;
using System.Net;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
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

    private static ReadinessProber Prober(ClusterPlan plan) => new(
        plan, CheckContexts.Http, TimeProvider.System, new ReadinessOptions
        {
            BackoffFirst = TimeSpan.FromMilliseconds(5),
            BackoffMax = TimeSpan.FromMilliseconds(20),
        });
}

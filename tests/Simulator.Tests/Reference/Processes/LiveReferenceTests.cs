using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Simulator.Reference.Checks;

namespace ScaleSim.Simulator.Tests.Reference.Processes;

/// <summary>
/// The readiness prober, the registration watcher and the checks, on the real master and real workers.
/// </summary>
public sealed class LiveReferenceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    // One test for all: a cluster takes seconds to start, and a loss takes the master's own timeout to be seen.
    [WorkerFact]
    public async Task Checks_Pass_OnARealMasterAndRealWorkers()
    {
        ClusterPlan plan = ReferencePlans.OnLoopback(ReferencePlans.Create(8, perNode: 2), FreePort());
        using var http = new HttpClient();
        await using var cluster = new ProcessCluster(plan);
        await StartAsync(cluster, plan, http);

        // Over-filling needs a ramdisk with an end: here a worker would fill the disk.
        ICheck[] checks =
        [
            new RegisteredCheck(),
            new PortsFromHostCheck(),
            .. ReferenceChecks.All.Where(check => check is not RamdiskOverfillCheck),
        ];
        IReadOnlyList<CheckResult> results = await new CheckRunner(checks, CheckSelection.All)
            .RunAsync(Context(cluster, plan, http), _ => { }, CancellationToken.None);

        Assert.Equal(checks.Length, results.Count);
        Assert.All(results, result => Assert.True(
            result.Verdict == Verdict.Passed, $"{result.Name} {result.Verdict}: {result.Message}"));
    }

    private static async Task StartAsync(ProcessCluster cluster, ClusterPlan plan, HttpClient http)
    {
        var ready = new ConcurrentBag<int>();
        var registered = new ConcurrentBag<int>();
        using var prober = new ReadinessProber(plan, cluster, http, TimeProvider.System);
        var watcher = new RegistrationWatcher(plan, http, TimeProvider.System);
        Task<ReadinessResult> probing = prober.RunAsync(Patience, ready.Add, CancellationToken.None);
        Task<bool> watching = watcher.RunAsync(Patience, registered.Add, _ => { }, CancellationToken.None);

        cluster.Start();
        foreach (WorkerPlan worker in plan.Workers)
        {
            prober.WorkerStarted(worker.Index);
        }

        Assert.Empty((await probing).Unready);
        Assert.True(await watching, watcher.Problem ?? $"missing: {string.Join(", ", watcher.View?.Missing ?? [])}");
        IEnumerable<int> indexes = plan.Workers.Select(worker => worker.Index);
        Assert.Equal(indexes, ready.Order());
        Assert.Equal(indexes, registered.Order());
    }

    private static CheckContext Context(ProcessCluster cluster, ClusterPlan plan, HttpClient http) => new()
    {
        Plan = plan,
        Engine = cluster,
        Http = http,
        Random = new Random(0),
        Time = TimeProvider.System,
        Master = cluster,
        Progress = _ => { },
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

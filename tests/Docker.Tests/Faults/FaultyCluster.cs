using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Engine;
using ScaleSim.Docker.Tests.Engine;
using ScaleSim.EngineProxy;

namespace ScaleSim.Docker.Tests.Faults;

/// <summary>
/// A cluster that an engine brings up through a <see cref="FaultyEngine"/>; the docker command, which goes around it,
/// is the witness. Gone with the test.
/// </summary>
internal sealed class FaultyCluster : IAsyncDisposable
{
    private readonly RunIdentity _run = new($"{Guid.NewGuid():N}"[..8], "faults", "0.0.0");

    private FaultyCluster(FaultyEngine proxy, DockerEngine engine)
    {
        Proxy = proxy;
        Engine = engine;
    }

    public string Name { get; } = $"prx-{Guid.NewGuid():N}"[..14];

    public FaultyEngine Proxy { get; }

    public DockerEngine Engine { get; }

    /// <value>How often another test's cluster had taken the subnet first; a network is asked for again then.</value>
    public int SubnetsTaken { get; private set; }

    private string Filter => $"label=scalesim.cluster={Name}";

    /// <param name="resyncInterval">How long its streams of events are believed; null for the usual.</param>
    public static async Task<FaultyCluster> CreateAsync(FaultPlan plan, TimeSpan? resyncInterval = null)
    {
        var proxy = new FaultyEngine(FaultyEngine.EngineSocket(), plan);
        var options = new DockerEngineOptions { Sandbox = TestImageFolder.Source };
        DockerEngine engine = await DockerEngine.ConnectAsync(
            () => DockerEndpoint.Unix(proxy.SocketPath, "test"),
            resyncInterval is { } interval ? options with { ResyncInterval = interval } : options,
            CancellationToken.None);
        return new FaultyCluster(proxy, engine);
    }

    /// <summary>Plans as commands do; a subnet that turns out to be taken is avoided next time.</summary>
    public async Task<ClusterPlan> PrepareAsync(int workers, int perNode, string image = TestImageFolder.Name)
    {
        HostFacts facts = new HostFactsReader(new HostFiles()).Read(
            await Engine.ReadFactsAsync(CancellationToken.None));
        while (true)
        {
            ClusterPlan plan = Planner.Plan(Spec(workers, perNode, image), facts, _run);
            try
            {
                await Engine.PrepareAsync(plan, keeper: null, CancellationToken.None);
                return plan;
            }
            catch (PlanConflictException conflict) when (conflict.Subnet is { } subnet)
            {
                SubnetsTaken++;
                facts = facts with { SubnetsInUse = [.. facts.SubnetsInUse, subnet] };
            }
        }
    }

    public async Task<IReadOnlyList<EngineEvent>> StartAsync(ClusterPlan plan) =>
        await ListAsync(Engine.StartAsync(plan, new StartOptions(4), CancellationToken.None));

    public async Task<IReadOnlyList<EngineEvent>> RemoveAsync() =>
        await ListAsync(Engine.RemoveAsync(Name, run: null, CancellationToken.None));

    /// <summary>The names of its running containers, without the cluster's in front.</summary>
    public async Task<IReadOnlyList<string>> RunningAsync() => await NamesAsync("ps");

    /// <summary>All that bears its label: containers, networks, volumes.</summary>
    public async Task<IReadOnlyList<string>> RemainsAsync() =>
    [
        .. await NamesAsync("ps", "--all"),
        .. await LinesAsync("network", "ls", "--quiet", "--filter", Filter),
        .. await LinesAsync("volume", "ls", "--quiet", "--filter", Filter),
    ];

    public Task<IReadOnlyList<string>> NetworksAsync() => LinesAsync("network", "ls", "--quiet", "--filter", Filter);

    /// <summary>Asserts that each node and worker of the plan runs, once, and nothing else is there.</summary>
    public async Task AssertExactlyAsync(ClusterPlan plan)
    {
        Assert.Equal(
            plan.Nodes.Where(node => !node.IsWorker).Select(node => node.ContainerName)
                .Concat(plan.Workers.Select(worker => worker.ContainerName))
                .Select(name => name[(Name.Length + 1)..])
                .Order(StringComparer.Ordinal),
            (await RunningAsync()).Order(StringComparer.Ordinal));
        Assert.Equal((await RunningAsync()).Count + 1, (await RemainsAsync()).Count);
        Assert.Single(await NetworksAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        await Proxy.DisposeAsync();
        if (await LinesAsync("ps", "--all", "--quiet", "--filter", Filter) is { Count: > 0 } containers)
        {
            await DockerCli.TryRunAsync(["rm", "--force", "--volumes", .. containers]);
        }

        if (await NetworksAsync() is { Count: > 0 } networks)
        {
            await DockerCli.TryRunAsync(["network", "rm", .. networks]);
        }
    }

    private ClusterSpec Spec(int workers, int perNode, string image) => new()
    {
        Name = Name,
        Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 19998 },
        Groups =
        [
            new WorkerGroupSpec
            {
                Count = workers,
                PerNode = perNode,
                Image = image,
                Command = ["worker", "{worker.name}"],
                ReadOnlyRoot = true,
                Ramdisks = [new RamdiskSpec("/mnt/ramdisk", 1 << 20)],
            },
        ],
    };

    private async Task<IReadOnlyList<string>> NamesAsync(params string[] list) =>
    [
        .. (await LinesAsync([.. list, "--format", "{{.Names}}", "--filter", Filter]))
            .Select(name => name[(Name.Length + 1)..]),
    ];

    private static async Task<IReadOnlyList<string>> LinesAsync(params string[] arguments) =>
        (await DockerCli.RunAsync(arguments)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> events)
    {
        List<T> list = [];
        await foreach (T happened in events)
        {
            list.Add(happened);
        }

        return list;
    }
}

using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Fake;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Hosts;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Tests.Launch;

/// <summary>Something is taken between plan and start: the cluster is planned again, and that is said.</summary>
public sealed class ReplanTests : IDisposable
{
    private readonly HttpClient _http = new();
    private readonly List<string> _said = [];

    [Fact]
    public async Task Launch_PlansTheOneWorkerAgain_WhenItsPortWasTaken()
    {
        FakeEngineOptions options = new() { HiddenPorts = new HashSet<int> { 20003 } };

        LiveCluster live = await LaunchAsync(options);

        Assert.Equal(
            [20000, 20001, 20002, 20008, 20004, 20005, 20006, 20007],
            live.Plan.Workers.SelectMany(worker => worker.Ports).Select(port => port.Number));
        Assert.Equal(
            "Port 20003 is taken; another program of this machine has it. Plan again without it. "
            + "worker-0002 gets 20008 for its port 'web' instead of 20003.",
            Assert.Single(_said));
    }

    [Fact]
    public async Task Launch_TakesAnotherSubnet_WhenItsOwnWasTaken()
    {
        Ipv4Network first = Plan(new HostFacts { Engine = Facts, MemoryAvailableBytes = 1L << 40 }).Network.Subnet;

        LiveCluster live = await LaunchAsync(new FakeEngineOptions { HiddenSubnets = [first] });

        Assert.NotEqual(first, live.Plan.Network.Subnet);
        Assert.EndsWith(
            $"The cluster gets {live.Plan.Network.Subnet} instead of {first}.",
            Assert.Single(_said),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Launch_GivesUp_WhenWhateverItTakesIsTaken()
    {
        FakeEngineOptions options = new() { HiddenPorts = Enumerable.Range(20000, 500).ToHashSet() };

        CommandException exception = await Assert.ThrowsAsync<CommandException>(() => LaunchAsync(options));

        Assert.Equal(ExitCode.NotHere, exception.ExitCode);
        Assert.StartsWith("16 plans in a row met something taken", exception.Message, StringComparison.Ordinal);
        Assert.Equal(ReplanningPlanner.PlansMax - 1, _said.Count);
    }

    [Fact]
    public void PlanAgain_AvoidsAllThatIsTakenByNow_AndKeepsWhatItLearnt()
    {
        HostFacts before = new() { Engine = Facts, MemoryAvailableBytes = 1L << 40 };
        ReplanningPlanner planner = new(Spec, before, Run);
        planner.Plan();
        planner.PlanAgain(new PlanConflictException("20000") { Port = 20000 }, before);

        ClusterPlan plan = planner.PlanAgain(
            new PlanConflictException("20001") { Port = 20001 },
            before with { PortsInUse = new HashSet<int> { 20001, 20004, 20005 } });

        Assert.Equal(
            [20002, 20003, 20006, 20007, 20008, 20009, 20010, 20011],
            plan.Workers.SelectMany(worker => worker.Ports).Select(port => port.Number).Order());
    }

    public void Dispose() => _http.Dispose();

    private static RunIdentity Run { get; } = new("1a2b3c4d", "jane", "0.1.0");

    private static EngineFacts Facts { get; } = new()
    {
        Kind = "fake", Version = "1", IsLocal = true, Cores = 2, MemoryBytes = 1L << 40,
    };

    private static ClusterSpec Spec { get; } = new()
    {
        Name = "demo",
        Groups = [new WorkerGroupSpec { Count = 4, Image = "scalesim/worker", Ports = ["data", "web"] }],
        Expose = Exposure.Published,
        Ports = new PortRange(20000, 20999),
        Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 19998 },
    };

    private static ClusterPlan Plan(HostFacts facts) => Planner.Plan(Spec, facts, Run);

    private async Task<LiveCluster> LaunchAsync(FakeEngineOptions options)
    {
        FakeEngine engine = new(
            options with { DelayMin = TimeSpan.Zero, DelayMax = TimeSpan.Zero }, TimeProvider.System);
        LaunchServices services = new(TimeProvider.System, new FakeHostFiles(), _http);
        ReplanningPlanner planner = new(
            Spec, new HostFacts { Engine = Facts, MemoryAvailableBytes = 1L << 40 }, Run);
        ClusterPlan plan = planner.Plan();
        ClusterLauncher launcher = new(engine, services, new RunOptions { Name = "demo", Spec = Spec }, _said.Add);
        return await launcher.LaunchAsync(
            planner,
            plan,
            holdsRun: false,
            new RunTracker(plan, TimeProvider.System),
            _ => { },
            CancellationToken.None);
    }
}

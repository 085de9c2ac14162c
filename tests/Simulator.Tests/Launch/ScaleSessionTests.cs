using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Commands;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Launch;
using ScaleSim.Simulator.Terminal;
using ScaleSim.Simulator.Tests.Keeper;
using ScaleSim.Simulator.Tests.Terminal;
using ScaleSim.Simulator.Tests.Workers;

namespace ScaleSim.Simulator.Tests.Launch;

public sealed class ScaleSessionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TestConsole _output = TestConsole.Pipe();
    private readonly TestConsole _errors = TestConsole.Pipe();
    private readonly HttpClient _http = new();

    private KeeperIdentity Identity =>
        new(812, 44021, "boot", _directory.PathOf("keeper.sock"), HoldsRun: false) { HostsFile = "/etc/hosts" };

    [Fact]
    public async Task Scale_TellsTheKeeperTheNewNames_WhenItGrowsAndWhenItShrinks()
    {
        await using StubKeeper keeper = new(Identity.Socket);
        await using FakeCluster cluster = await FakeCluster.UpAsync(3, keeper: Identity);

        await ScaleAsync(cluster, 5);
        await ScaleAsync(cluster, 2);

        // Whoever is removed was asked to go, which is said before it goes.
        Assert.Equal(
            [
                KeeperVerb.Status, KeeperVerb.UseNames,
                KeeperVerb.Status, KeeperVerb.ExpectDeaths, KeeperVerb.UseNames,
            ],
            keeper.Requests.Select(request => request.Verb));
        Assert.Equal(
            [3, 4, 5], keeper.Requests.Single(request => request.Deaths is not null).Deaths!.Workers);
        KeeperRequest[] named = [.. keeper.Requests.Where(request => request.Verb == KeeperVerb.UseNames)];
        Assert.All(named, request => Assert.Equal("/etc/hosts", request.HostsFile));
        Assert.Equal(
            [5, 2],
            named.Select(request => request.Names!.Names.Count(
                name => name.Name.StartsWith("worker-", StringComparison.Ordinal))));
        Assert.Contains("demo has 5 workers on 3 nodes: 2 added, 0 removed", _output.Output, StringComparison.Ordinal);
        Assert.Contains("demo has 2 workers on 1 node: 0 added, 3 removed", _output.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", _errors.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scale_SaysWhatIsUnmanaged_WhereTheKeeperIsGone()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(3, keeper: Identity);

        await ScaleAsync(cluster, 4);

        Assert.Equal(4, (await cluster.StateAsync()).Workers.Count);
        Assert.Contains(
            "warning: The names on this host are those of before: ", _errors.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scale_IsRefused_WhileTheKeeperRestoresTheCluster()
    {
        await using StubKeeper keeper = new(Identity.Socket) { Reply = new KeeperReply { IsRestoring = true } };
        await using FakeCluster cluster = await FakeCluster.UpAsync(3, keeper: Identity);

        CommandException refusal = await Assert.ThrowsAsync<CommandException>(() => ScaleAsync(cluster, 5));

        Assert.Equal(ExitCode.Failed, refusal.ExitCode);
        Assert.StartsWith("'scale' can't change demo now: ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await cluster.StateAsync()).Workers.Count);
        Assert.Equal(KeeperVerb.Status, Assert.Single(keeper.Requests).Verb);
    }

    [Fact]
    public async Task Scale_WarnsOfNothing_WhereNothingChanges()
    {
        await using FakeCluster cluster = await FakeCluster.UpAsync(3, keeper: Identity);

        await ScaleAsync(cluster, 3);

        Assert.Equal("demo has 3 workers on 2 nodes already.\n", _output.Output);
        Assert.Empty(_errors.Output);
    }

    public void Dispose()
    {
        _http.Dispose();
        _directory.Dispose();
    }

    private async Task ScaleAsync(FakeCluster cluster, int workers)
    {
        LaunchServices services = new(TimeProvider.System, new HostFiles(), _http);
        CommandContext context = new(services, new TerminalConsoles(_output.Console, _errors.Console));
        await new ScaleSession(cluster.Engine, services, concurrency: 4, timeout: null).RunAsync(
            context,
            await cluster.StateAsync(),
            new Dictionary<string, int> { ["worker"] = workers },
            CancellationToken.None);
    }
}

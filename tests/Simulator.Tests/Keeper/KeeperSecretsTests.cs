using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Keeper;

/// <summary>What a keeper says to 'status', in whatever terminal, of programs that print secrets.</summary>
public sealed class KeeperSecretsTests : IAsyncDisposable
{
    private const string Printed = "mine is hunter22-1\nyours is swordfish\n";

    private static readonly HttpClient Http = new();

    private readonly KeeperPaths _paths =
        new(Path.Combine(Path.GetTempPath(), $"scalesim-keeper-{Guid.NewGuid():N}", "keeper"));

    private readonly CancellationTokenSource _stop = new();
    private readonly KeeperLog _log;
    private readonly KeeperNames _names;
    private readonly KeeperWatch _watch;
    private readonly KeeperServer _server;
    private readonly Task _serving;

    public KeeperSecretsTests()
    {
        _paths.Create();
        _log = new KeeperLog(_paths.Log, TimeProvider.System);
        _names = new KeeperNames(_log, TimeProvider.System);
        var environment = new Dictionary<string, string> { ["API_TOKEN"] = "hunter22-1" };
        _watch = new KeeperWatch(
            "demo", () => Task.FromResult<IEngine>(new PrintingEngine(Printed, environment)), Http, _log,
            TimeProvider.System);
        _server = new KeeperServer("demo", _paths, _watch, _names, Http, _log, TimeProvider.System);
        _serving = _server.RunAsync(() => Task.CompletedTask, _stop.Token);
    }

    [Fact]
    public async Task Keeper_RemembersNoSecret_OfWorkersAndMaster()
    {
        using KeeperClient client = await KeeperClient.ConnectAsync(_paths.Socket, CancellationToken.None);
        await client.AskAsync(KeeperRequest.Hold(SecretText.None.With(["swordfish"])), CancellationToken.None);
        await client.AskAsync(
            new KeeperRequest(KeeperVerb.StartMaster) { Master = Master() }, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(_paths.MasterData, "end"), "");
        await client.AskAsync(new KeeperRequest(KeeperVerb.Release), CancellationToken.None);

        // Another command's Hold, as that of 'down', knows none and takes none away.
        await client.AskAsync(KeeperRequest.Hold(), CancellationToken.None);
        await Eventually.HoldsAsync(() => _watch.Deaths.Count > 0, "the worker has died");
        await client.AskAsync(new KeeperRequest(KeeperVerb.WatchMaster), CancellationToken.None);
        KeeperReply reply = await client.AskAsync(new KeeperRequest(KeeperVerb.Status), CancellationToken.None);

        Assert.Equal(["mine is ***", "yours is ***"], Assert.Single(reply.Deaths).LastLines);
        Assert.Equal(["mine is ***", "yours is ***"], reply.MasterDeath!.LastLines);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        await _watch.DisposeAsync();
        await _names.DisposeAsync();
        _server.Dispose();
        _stop.Dispose();
        _paths.Remove();
    }

    private static MasterProcessSpec Master() => new(
        [
            "sh", "-c",
            "echo mine is $DB_PASSWORD; echo yours is swordfish; until [ -e end ]; do sleep 0.05; done; exit 3",
        ],
        new Dictionary<string, string> { ["DB_PASSWORD"] = "hunter22" },
        "127.0.0.1",
        9)
    {
        Ready = new LogProbeSpec("yours"),
        ReadyDeadline = TimeSpan.FromSeconds(60),
        StopSignal = SignalNumber.Terminate,
        StopTimeout = TimeSpan.FromSeconds(30),
    };
}

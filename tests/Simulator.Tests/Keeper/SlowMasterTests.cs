using System.Globalization;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Keeper;

/// <summary>A master that takes its time to serve, and a command that does not wait for it.</summary>
public sealed class SlowMasterTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly HttpClient _http = new();
    private readonly KeeperPaths _paths =
        new(Path.Combine(Path.GetTempPath(), $"sst-{Guid.NewGuid():N}"[..16], "keeper"));

    private KeeperWatch _watch = null!;
    private KeeperNames _names = null!;
    private KeeperServer _server = null!;
    private Task<KeeperEnd> _running = null!;
    private KeeperClient _client = null!;

    private string Mark => Path.Combine(_paths.Directory, "pid");

    public async Task InitializeAsync()
    {
        _paths.Create();
        var log = new KeeperLog(_paths.Log, TimeProvider.System);
        _watch = new KeeperWatch(
            "demo", () => throw new InvalidOperationException("Nobody asks."), _http, log, TimeProvider.System);
        _names = new KeeperNames(log, TimeProvider.System);
        _server = new KeeperServer("demo", _paths, _watch, _names, _http, log, TimeProvider.System);
        _running = _server.RunAsync(() => Task.CompletedTask, CancellationToken.None);
        _client = await KeeperClient.ConnectAsync(_paths.Socket, CancellationToken.None);
        await _client.AskAsync(KeeperRequest.Hold(), CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _running;
        await _watch.DisposeAsync();
        await _names.DisposeAsync();
        _server.Dispose();
    }

    public void Dispose()
    {
        _http.Dispose();
        _paths.Remove();
    }

    [Fact]
    public async Task Holder_IsMissedAtOnce_ThoughItsMasterStillStarts()
    {
        Task<KeeperReply> starting = _client.AskAsync(StartMaster(), CancellationToken.None);
        int master = await MasterAsync();

        _client.Dispose();

        Assert.Equal(KeeperEnd.HolderLost, await _running.WaitAsync(TimeSpan.FromSeconds(30)));
        await Eventually.HoldsAsync(() => !IsAlive(master), "the master is gone");
        await Assert.ThrowsAnyAsync<Exception>(() => starting);
    }

    [Fact]
    public async Task Start_IsGivenUp_WhenTheNextRequestComes_WhichGetsItsOwnAnswer()
    {
        using var cancelled = new CancellationTokenSource();
        Task<KeeperReply> starting = _client.AskAsync(StartMaster(), cancelled.Token);
        int master = await MasterAsync();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);

        KeeperReply status = await _client.AskAsync(
            new KeeperRequest(KeeperVerb.Status), CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
        KeeperException none = await Assert.ThrowsAsync<KeeperException>(
            () => _client.AskAsync(new KeeperRequest(KeeperVerb.UseNames), CancellationToken.None));

        Assert.Null(status.MasterProcessId);
        Assert.Contains("'UseNames'", none.Message, StringComparison.Ordinal);
        Assert.False(IsAlive(master));
        Assert.False(_running.IsCompleted);
        await _client.AskAsync(KeeperRequest.Quit, CancellationToken.None);
        Assert.Equal(KeeperEnd.Quit, await _running);
    }

    private KeeperRequest StartMaster() => new(KeeperVerb.StartMaster)
    {
        // Nobody ever listens there.
        Master = new MasterProcessSpec(
            ["sh", "-c", $"echo $$ >{Mark}; exec sleep 600"], new Dictionary<string, string>(), "127.0.0.1", Port: 1)
        {
            ReadyDeadline = Long, StopSignal = SignalNumber.Terminate, StopTimeout = TimeSpan.FromSeconds(30),
        },
        Patience = Long,
    };

    private async Task<int> MasterAsync()
    {
        await Eventually.HoldsAsync(
            () => File.Exists(Mark) && File.ReadAllText(Mark).EndsWith('\n'), "the master runs");
        return int.Parse(await File.ReadAllTextAsync(Mark), CultureInfo.InvariantCulture);
    }

    private static bool IsAlive(int process) =>
        File.Exists($"/proc/{process}/cmdline") && File.ReadAllText($"/proc/{process}/cmdline").Length > 0;
}

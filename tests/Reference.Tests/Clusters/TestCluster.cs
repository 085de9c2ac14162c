using System.Net;
using ScaleSim.ReferenceMaster;
using ScaleSim.ReferenceMaster.Options;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Client;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Reference.Tests.Clusters;

/// <summary>A master and workers in this process, on loopback, with directories as ramdisks and short
/// intervals.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    public const string Run = "run-test";

    private readonly TempDirectory _directory = new();
    private readonly bool _hasJournal;
    private readonly MasterTimings _timings;
    private readonly List<TestWorker> _workers = [];
    private MasterServer? _master;
    private IPEndPoint _masterEndpoint = new(IPAddress.Loopback, 0);

    private TestCluster(bool hasJournal, TimeSpan lostAfter)
    {
        _hasJournal = hasJournal;
        _timings = new MasterTimings
        {
            HeartbeatFloor = TimeSpan.FromMilliseconds(50),
            HeartbeatPerWorker = TimeSpan.Zero,
            LostFloor = lostAfter,
            Tick = TimeSpan.FromMilliseconds(50),
            StrangerTime = TimeSpan.FromMilliseconds(300),
        };
    }

    public IReadOnlyList<TestWorker> Workers => _workers;

    public ReferenceClient Client { get; private set; } = null!;

    public string JournalPath => Path.Combine(_directory.Path, "journal");

    public Uri MasterUri => new($"http://{_masterEndpoint}");

    /// <summary>A cluster whose workers are registered.</summary>
    /// <param name="workers">How many workers.</param>
    /// <param name="hasJournal">Whether the master remembers.</param>
    /// <param name="lostAfter">The silence that makes a worker lost: for tests of anything else, one that never
    /// is.</param>
    /// <param name="capacityBytes">The size of each ramdisk.</param>
    public static async Task<TestCluster> StartAsync(
        int workers,
        bool hasJournal = false,
        TimeSpan? lostAfter = null,
        long capacityBytes = TestRamdisk.DefaultCapacityBytes)
    {
        var cluster = new TestCluster(hasJournal, lostAfter ?? TimeSpan.FromMinutes(5));
        await cluster.StartMasterAsync();
        cluster.Client = new ReferenceClient(
            cluster.MasterUri, new ReferenceClientOptions { RetryTime = TimeSpan.FromSeconds(20) });
        for (var i = 0; i < workers; i++)
        {
            await cluster.AddWorkerAsync(capacityBytes: capacityBytes);
        }

        await cluster.WaitForAsync(s => s.WorkersLive == workers, $"{workers} live workers");
        return cluster;
    }

    /// <summary>Starts the master, at the address that it had before if it ran before.</summary>
    public async Task StartMasterAsync()
    {
        _master = new MasterServer(
            new MasterOptions
            {
                Listen = [_masterEndpoint],
                Run = Run,
                Journal = _hasJournal ? JournalPath : null,
                Timings = _timings,
            },
            TimeProvider.System,
            _ => { });
        await _master.StartAsync(CancellationToken.None);
        _masterEndpoint = new IPEndPoint(IPAddress.Loopback, _master.Addresses[0].Port);
    }

    public async Task StopMasterAsync()
    {
        if (_master is not null)
        {
            await _master.DisposeAsync();
            _master = null;
        }
    }

    public async Task<TestWorker> AddWorkerAsync(
        string? name = null,
        string? run = null,
        long capacityBytes = TestRamdisk.DefaultCapacityBytes)
    {
        var worker = NewWorker(name, run, capacityBytes);
        await worker.StartAsync();
        return worker;
    }

    /// <summary>A worker that is not started.</summary>
    public TestWorker NewWorker(
        string? name = null,
        string? run = null,
        long capacityBytes = TestRamdisk.DefaultCapacityBytes)
    {
        var index = _workers.Count;
        var worker = new TestWorker(
            name ?? $"worker-{index:0000}",
            index,
            run ?? Run,
            MasterUri.Authority,
            new TestRamdisk(_directory.Make($"ramdisk-{index}"), capacityBytes));
        _workers.Add(worker);
        return worker;
    }

    public TestWorker WorkerOf(WorkerLocation location) => _workers.Single(w => w.Settings.Ports == location.Ports);

    /// <summary>A client that reaches some workers elsewhere than where they say.</summary>
    public ReferenceClient ClientWith(Func<WorkerLocation, Uri> resolve, TimeSpan retryTime) => new(
        MasterUri, new ReferenceClientOptions { ResolveWorker = resolve, RetryTime = retryTime });

    public Task WaitForAsync(Func<MasterStatus, bool> holds, string what) =>
        Poll.UntilAsync(async () => holds(await Client.MasterAsync(CancellationToken.None)), what);

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var worker in _workers)
        {
            await worker.StopAsync();
        }

        await StopMasterAsync();
        _directory.Dispose();
    }
}

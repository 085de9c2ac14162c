using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using ScaleSim.WorkerImage.Blocks;
using ScaleSim.WorkerImage.Logs;
using ScaleSim.WorkerImage.Masters;
using ScaleSim.WorkerImage.Settings;
using ScaleSim.WorkerImage.Web;

namespace ScaleSim.WorkerImage;

/// <summary>A whole worker: its blocks, its server, its link to the master.</summary>
internal sealed class ReferenceWorker : IAsyncDisposable
{
    private readonly WorkerSettings _settings;
    private readonly ILogger _logger;
    private readonly HttpClient _http = CreateHttpClient();
    private readonly News _news = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Replicator _replicator;
    private readonly MasterLink _link;
    private readonly BlockRequests _blockRequests;
    private readonly KestrelServer _server;
    private Task _running = Task.CompletedTask;

    public ReferenceWorker(WorkerSettings settings, IRamdisk ramdisk, ILoggerFactory loggers)
    {
        _settings = settings;
        _logger = loggers.CreateLogger(nameof(ReferenceWorker));
        Store = new BlockStore(ramdisk);
        _replicator = new Replicator(_http, Store, _news, _logger);
        var master = new MasterClient(_http, new Uri($"http://{settings.Master}"));
        _link = new MasterLink(settings, master, Store, _replicator, _news, HeapTrimmer.Create(), _logger);
        _blockRequests = new BlockRequests(Store, _news, _logger);
        _server = WorkerServer.Create(
            settings.Listen, [settings.Ports.Data, settings.Ports.Web], settings.MemoryBytes, loggers);
    }

    /// <summary>The blocks.</summary>
    public BlockStore Store { get; }

    /// <summary>Serves, and keeps itself registered from now on.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Store.Load();
        var application = new WorkerApplication(
            _settings.Ports.Data, _blockRequests, new InfoRequests(_settings, Store, _link), _logger);
        await _server.StartAsync(application, cancellationToken);
        Log.Started(
            _logger,
            _settings.Name,
            _settings.Run,
            _settings.Ports.Data,
            _settings.Ports.Web,
            Store.Count,
            _settings.Ramdisk);
        _running = Task.WhenAll(_link.RunAsync(_stop.Token), _replicator.RunAsync(_stop.Token));
    }

    /// <summary>Completes only when the worker can't go on.</summary>
    public Task Running => _running;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var atOnce = new CancellationTokenSource();
        await atOnce.CancelAsync();
        await _server.StopAsync(atOnce.Token);
        _server.Dispose();
        _blockRequests.Dispose();
        _http.Dispose();
        _news.Dispose();
        _stop.Dispose();
    }

    private static HttpClient CreateHttpClient() => new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            MaxConnectionsPerServer = 4,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        },
        disposeHandler: true)
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = 4L << 20,
    };
}

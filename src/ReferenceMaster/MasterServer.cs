using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ScaleSim.ReferenceMaster.Blocks;
using ScaleSim.ReferenceMaster.Errors;
using ScaleSim.ReferenceMaster.Files;
using ScaleSim.ReferenceMaster.Journals;
using ScaleSim.ReferenceMaster.Logs;
using ScaleSim.ReferenceMaster.Metrics;
using ScaleSim.ReferenceMaster.Options;
using ScaleSim.ReferenceMaster.Replication;
using ScaleSim.ReferenceMaster.Web;
using ScaleSim.ReferenceMaster.Workers;
using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceMaster;

/// <summary>A whole master: its state, its server, its housekeeping.</summary>
internal sealed class MasterServer : IAsyncDisposable
{
    private readonly MasterOptions _options;
    private readonly TimeProvider _time;
    private readonly WebApplication _web;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly MasterState _state;
    private readonly ReplicationPlanner _planner;
    private readonly WorkerService _workers;
    private readonly WriteService _writes;
    private Task _housekeeping = Task.CompletedTask;

    /// <summary>Opens the journal; nothing listens yet.</summary>
    /// <param name="options">What it was told.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="log">Where it logs to.</param>
    /// <exception cref="JournalException">The journal can't be used.</exception>
    public MasterServer(MasterOptions options, TimeProvider time, Action<ILoggingBuilder> log)
    {
        _options = options;
        _time = time;
        var metadata = new Metadata(time.GetUtcNow());
        var tornBytes = 0L;
        var journal = options.Journal is null
            ? (IJournal)new NoJournal()
            : JournalOpener.Open(options.Journal, options.Run, metadata, out tornBytes);
        _web = WebServer.Create(options.Listen, log);
        _logger = _web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Master");
        TellOfJournal(metadata, tornBytes);

        _state = new MasterState(options, time, metadata, journal);
        _planner = new ReplicationPlanner(_state);
        _workers = new WorkerService(_state, new BlockReports(_state, _planner, _logger), _planner, _logger);
        var blocks = new BlockService(_state);
        var files = new FileService(_state, blocks);
        _writes = new WriteService(_state, files);
        Map(files, blocks);
    }

    /// <summary>Where it listens, once started.</summary>
    public IReadOnlyList<Uri> Addresses => [.. _web.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a))];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _web.StartAsync(cancellationToken);
        _housekeeping = KeepHouseAsync(_stop.Token);
        Log.Listening(_logger, _options.Run, string.Join(", ", Addresses));
    }

    /// <summary>Completes at SIGTERM or SIGINT.</summary>
    /// <exception cref="JournalException">The journal can't be written any more.</exception>
    public async Task WaitForStopAsync(CancellationToken cancellationToken)
    {
        var stopped = _web.WaitForShutdownAsync(cancellationToken);
        if (await Task.WhenAny(stopped, _state.Journal.Failed) == _state.Journal.Failed)
        {
            throw await _state.Journal.Failed;
        }

        await stopped;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync(CancellationToken.None);
        await _stop.CancelAsync();
        await _housekeeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _state.Journal.DisposeAsync();
        Log.Stopped(_logger);
        await _web.DisposeAsync();
        _stop.Dispose();
    }

    private static Task Nothing(HttpContext context) => throw new MasterException(
        StatusCodes.Status404NotFound,
        ErrorCodes.NoSuchEndpoint,
        $"There is nothing at {context.Request.Method} {context.Request.Path}. "
        + "No request has this path and method. The master has /health, /metrics, /api/v1/workers, "
        + "/api/v1/files/PATH, /api/v1/directories/PATH, /api/v1/blocks/ID, /api/v1/rename and /api/v1/writes.");

    private void TellOfJournal(Metadata metadata, long tornBytes)
    {
        if (_options.Journal is null)
        {
            Log.NoJournal(_logger);
            return;
        }

        if (tornBytes > 0)
        {
            Log.TornEnd(_logger, _options.Journal, tornBytes);
        }

        Log.Replayed(
            _logger, _options.Journal, metadata.Tree.FileCount, metadata.Tree.DirectoryCount, metadata.Blocks.Count);
    }

    private void Map(FileService files, BlockService blocks)
    {
        var metrics = new RequestMetrics();
        var pipeline = new RequestPipeline(metrics, _time, _logger);
        _web.Use(pipeline.InvokeAsync);
        _web.UseRouting();
        WorkerEndpoints.Map(_web, _workers);
        FileEndpoints.Map(_web, files);
        WriteEndpoints.Map(_web, _writes, blocks);
        InfoEndpoints.Map(_web, new StatusService(_state), new MetricsPage(_state, _workers, _planner, metrics));
        _web.MapFallback(Nothing);
    }

    private async Task KeepHouseAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.Timings.Tick, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            _workers.Sweep();
            _writes.Sweep();
            lock (_state.Gate)
            {
                _planner.Tidy();
            }
        }
    }
}

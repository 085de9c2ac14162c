using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ScaleSim.ReferenceMaster.Logs;
using ScaleSim.ReferenceMaster.Metrics;
using ScaleSim.ReferenceMaster.Options;
using ScaleSim.ReferenceMaster.Web;
using ScaleSim.ReferenceMaster.Workers;

namespace ScaleSim.ReferenceMaster;

/// <summary>A whole master: its state, its server, its housekeeping.</summary>
internal sealed class MasterServer : IAsyncDisposable
{
    /// <summary>Requests take microseconds; what is not done within this is an idle connection.</summary>
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromMilliseconds(500);

    private readonly MasterOptions _options;
    private readonly TimeProvider _time;
    private readonly WebApplication _web;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private Task _housekeeping = Task.CompletedTask;

    public MasterServer(MasterOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _web = Build(options);
        _logger = _web.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Master");
        State = new MasterState(options, time);
        Workers = new WorkerService(State, _logger);
        Map();
    }

    public MasterState State { get; }

    public WorkerService Workers { get; }

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
    public Task WaitForStopAsync(CancellationToken cancellationToken) => _web.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync(CancellationToken.None);
        await _stop.CancelAsync();
        await _housekeeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Log.Stopped(_logger);
        await _web.DisposeAsync();
        _stop.Dispose();
    }

    private static WebApplication Build(MasterOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var endpoint in options.Listen)
            {
                kestrel.Listen(endpoint);
            }
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTime);
        builder.Services.Configure<ConsoleLifetimeOptions>(console => console.SuppressStatusMessages = true);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddSimpleConsole(line =>
        {
            line.SingleLine = true;
            line.UseUtcTimestamp = true;
            line.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            line.ColorBehavior = LoggerColorBehavior.Disabled;
        });
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder.Build();
    }

    private void Map()
    {
        var metrics = new RequestMetrics();
        var pipeline = new RequestPipeline(metrics, _time, _logger);
        _web.Use(pipeline.InvokeAsync);
        _web.UseRouting();
        WorkerEndpoints.Map(_web, Workers);
        InfoEndpoints.Map(_web, new StatusService(State), new MetricsPage(State, Workers, metrics));
        _web.MapFallback(Nothing);
    }

    private static Task Nothing(HttpContext context) => throw new Errors.MasterException(
        StatusCodes.Status404NotFound,
        ReferenceProtocol.Errors.ErrorCodes.NoSuchEndpoint,
        $"There is nothing at {context.Request.Method} {context.Request.Path}. The master has /health, /metrics and /api/v1.");

    private async Task KeepHouseAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_options.Timings.Tick, _time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            Workers.Sweep();
        }
    }
}

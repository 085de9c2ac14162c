using System.Globalization;
using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Clusters;
using ScaleSim.Docker.Tests.Api;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Clusters;

/// <summary>
/// A daemon that is restarted behind a socket that somebody else holds, as systemd does: no connection is refused, and
/// who asks meanwhile waits. Workers are their own nodes.
/// </summary>
public sealed class HeldSocketTests
{
    private const string Begin = "2026-11-21T10:00:00Z";
    private static readonly DateTimeOffset Engine = DateTimeOffset.Parse(Begin, CultureInfo.InvariantCulture);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    private bool _remembers = true;
    private bool _hasEnded;
    private bool _isRunning = true;
    private TaskCompletionSource? _away;
    private DateTimeOffset? _lostAt;

    [Fact]
    public async Task Restart_ThatEndedAllWorkers_IsAnAbsence()
    {
        Assert.Equal(
            ["EngineLost", "EngineReturned", "WorkerDied 1", "WorkerDied 2", "Resynced, 0 lived on"],
            await FollowAsync(() => (_remembers, _isRunning) = (false, false)));
        Assert.InRange(_lostAt!.Value, Engine, Engine.AddMinutes(10));
    }

    [Fact]
    public async Task Restart_ThatEndedNobody_IsAnAbsence()
    {
        Assert.Equal(
            ["EngineLost", "EngineReturned", "Resynced, 2 lived on"], await FollowAsync(() => _remembers = false));
        Assert.InRange(_lostAt!.Value, Engine, Engine.AddMinutes(10));
    }

    [Fact]
    public async Task BrokenStream_OfADaemonThatLivesOn_IsNoAbsence_WhoeverHasDied()
    {
        Assert.Equal(
            ["WorkerDied 1", "WorkerDied 2", "Resynced, 0 lived on"], await FollowAsync(() => _isRunning = false));
    }

    [Fact]
    public async Task Daemon_ThatDoesNotAnswerForAWhile_IsAway_BeforeItAnswers()
    {
        _away = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        Assert.Equal(
            ["EngineLost", "EngineReturned", "Resynced, 2 lived on"], await FollowAsync(() => { }));
    }

    /// <summary>The events after the first stock was taken and the stream was cut, up to the next stock.</summary>
    /// <param name="restart">What is different when the daemon answers again.</param>
    private async Task<List<string>> FollowAsync(Action restart)
    {
        await using var server = new ScriptedServer(AnswerAsync) { ScriptsPing = true };
        using DockerClient client = await server.ConnectAsync();
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        Channel<EngineEvent> events = Channel.CreateUnbounded<EngineEvent>();
        var follower = new ClusterFollower(client, new ClusterReader(client), TimeProvider.System)
        {
            PingPatience = _away is null ? TimeSpan.FromSeconds(60) : Patience,
        };
        Task following = follower.FollowAsync("demo", events.Writer, deadline.Token);
        Assert.Equal(EngineEventKind.Resynced, (await events.Reader.ReadAsync(deadline.Token)).Kind);
        restart();
        Volatile.Write(ref _hasEnded, true);
        var told = new List<string>();
        for (EngineEvent? happened = null; happened?.Kind != EngineEventKind.Resynced;)
        {
            happened = await events.Reader.ReadAsync(deadline.Token);
            _lostAt ??= happened.Kind == EngineEventKind.EngineLost ? happened.Time : null;
            told.Add(TextOf(happened));
            if (happened.Kind == EngineEventKind.EngineLost)
            {
                _away?.TrySetResult();
            }
        }

        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        return told;
    }

    private static string TextOf(EngineEvent happened) => happened.Kind switch
    {
        EngineEventKind.Resynced => $"Resynced, {happened.LivedOn} lived on",
        EngineEventKind.WorkerDied => $"WorkerDied {happened.Index}",
        _ => $"{happened.Kind}",
    };

    private async Task AnswerAsync(ScriptedExchange exchange)
    {
        switch (exchange.Request.Path)
        {
            case "/_ping":
                await (Volatile.Read(ref _hasEnded) && _away is not null ? _away.Task : Task.CompletedTask);
                await exchange.AnswerAsync(200, "OK", "Api-Version: 1.41\r\n");
                break;
            case "/info":
                await exchange.AnswerAsync(200, $"{{\"SystemTime\":\"{Begin}\"}}");
                break;
            case "/containers/json":
                await exchange.AnswerAsync(200, $"[{Container(1)},{Container(2)}]");
                break;
            case "/events" when exchange.Request.Query("until") is not null:
                await exchange.BeginChunkedAsync();
                await (_remembers ? exchange.ChunkAsync(Event()) : Task.CompletedTask);
                await exchange.EndChunkedAsync();
                break;
            case "/events":
                await StreamAsync(exchange);
                break;
            default:
                await exchange.AnswerAsync(
                    200,
                    "{\"State\":{\"Status\":\"exited\",\"ExitCode\":143,\"FinishedAt\":\"2026-11-21T10:00:02Z\"}}");
                break;
        }
    }

    private async Task StreamAsync(ScriptedExchange exchange)
    {
        // Before the answer: to the test the end may come at once after it.
        bool isOfTheNextLife = Volatile.Read(ref _hasEnded);
        await exchange.BeginChunkedAsync();
        if (isOfTheNextLife)
        {
            await exchange.HangAsync();
        }

        await Poll.UntilAsync(() => Volatile.Read(ref _hasEnded), "the daemon ends");
        exchange.Close();
    }

    /// <summary>Of a network, somebody else's.</summary>
    private static string Event()
    {
        long seconds = Engine.AddSeconds(-7).ToUnixTimeSeconds();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"Type\":\"network\",\"Action\":\"create\",\"timeNano\":{seconds}000000123}}\n");
    }

    private string Container(int worker) =>
        $"{{\"Id\":\"id{worker}\",\"Names\":[\"/demo-worker-000{worker}\"],\"State\":"
        + $"\"{(_isRunning ? "running" : "exited")}\",\"Labels\":{{\"{ClusterLabels.Cluster}\":\"demo\","
        + $"\"{ClusterLabels.Node}\":\"{worker}\",\"{ClusterLabels.Worker}\":\"{worker}\"}}}}";
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Clusters;
using ScaleSim.Docker.Tests.Api;
using ScaleSim.Docker.Tests.Api.Fakes;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Clusters;

/// <summary>
/// A stream that stays open and tells nothing, or not all, while the Engine itself remembers what has happened.
/// </summary>
public sealed class SilentStreamTests
{
    private const int Running = 0;

    private static readonly DateTimeOffset Begin = DateTimeOffset.Parse(
        "2026-11-21T10:00:00Z", CultureInfo.InvariantCulture);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new(Begin);
    private readonly Channel<string> _stream = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<(double Second, string Text)> _remembered = [];
    private readonly ConcurrentDictionary<int, int> _exitCodes = new() { [1] = Running, [2] = Running };
    private readonly ConcurrentQueue<string> _streams = [];
    private int _streamed;
    private bool _isForgetful;

    [Fact]
    public async Task Restart_DuringTheSilence_IsTold_WithItsDeath()
    {
        List<string> told = await FollowAsync(() =>
        {
            Remember("die", 1, 10, exitCode: 3);
            Remember("start", 1, 12.000000001);
        });

        // The next stream takes its own stock at once; it repeats what is known, and the list after it as well.
        Assert.Equal(["WorkerDied 1 3 +10", "WorkerStarted 1 +12", "Resynced", "Resynced", "Resynced"], told);
    }

    [Fact]
    public async Task Deaths_DuringTheSilence_AreToldInTheirOrder_OnceEach()
    {
        List<string> told = await FollowAsync(() =>
        {
            Remember("die", 1, 10, exitCode: 3);
            Remember("start", 1, 12);
            Remember("die", 2, 13, exitCode: 9);
            Remember("die", 1, 14, exitCode: 4);
            (_exitCodes[1], _exitCodes[2]) = (4, 9);
        });

        Assert.Equal(
            [
                "WorkerDied 1 3 +10", "WorkerStarted 1 +12", "WorkerDied 2 9 +13", "WorkerDied 1 4 +14",
                "Resynced", "Resynced", "Resynced",
            ],
            told);
    }

    [Fact]
    public async Task Events_ThatAStreamLeftOut_AreTold_ThoughItToldLaterOnes()
    {
        List<string> told = await FollowAsync(() =>
        {
            Remember("die", 1, 10, exitCode: 3);
            Remember("start", 1, 12);
            Stream(Remember("die", 2, 20, exitCode: 9));
            _exitCodes[2] = 9;
        });

        Assert.Equal(
            [
                "WorkerDied 2 9 +20", "WorkerDied 1 3 +10", "WorkerStarted 1 +12", "Resynced", "Resynced", "Resynced",
            ],
            told);
    }

    [Fact]
    public async Task Events_OfOneNanosecond_AreAllTold()
    {
        List<string> told = await FollowAsync(() =>
        {
            Stream(Remember("oom", 1, 10));
            Remember("die", 1, 10, exitCode: 137);
            Remember("start", 1, 10);
            Remember("die", 2, 10, exitCode: 9);
            Remember("start", 2, 10);
        });

        Assert.Equal(
            [
                "WorkerOutOfMemory 1 +10", "WorkerDied 1 137 +10", "WorkerStarted 1 +10", "WorkerDied 2 9 +10",
                "WorkerStarted 2 +10", "Resynced", "Resynced", "Resynced",
            ],
            told);
    }

    [Fact]
    public async Task StreamThatLostSomething_IsLeft_AndTheNextBeginsAtTheLatestEvent()
    {
        await FollowAsync(() =>
        {
            Remember("die", 1, 10, exitCode: 3);
            Remember("start", 1, 12);
        });

        Assert.Equal(["+0", "+12"], _streams);
    }

    [Fact]
    public async Task StreamThatToldAll_IsKept()
    {
        List<string> told = await FollowAsync(() =>
        {
            Stream(Remember("die", 1, 10, exitCode: 3));
            Stream(Remember("start", 1, 12));
        }, stocks: 1);

        Assert.Equal(["WorkerDied 1 3 +10", "WorkerStarted 1 +12", "Resynced", "Resynced"], told);
        Assert.Equal(["+0"], _streams);
    }

    /// <remarks>The list alone tells then: of a restart nothing, of a death all.</remarks>
    [Fact]
    public async Task EngineThatTellsNothingOfThePast_CostsNoDeath()
    {
        _isForgetful = true;
        List<string> told = await FollowAsync(() =>
        {
            Remember("die", 2, 13, exitCode: 9);
            _exitCodes[2] = 9;
        });

        Assert.Equal(["WorkerDied 2 9 +13", "Resynced", "Resynced", "Resynced"], told);
        Assert.Equal(["+0", "+0"], _streams);
    }

    /// <summary>All that is told after the first stock was taken, over two intervals.</summary>
    /// <param name="happen">What happens before the first of them ends.</param>
    /// <param name="stocks">How often stock is taken then: a new stream begins with one.</param>
    private async Task<List<string>> FollowAsync(Action happen, int stocks = 2)
    {
        await using var server = new ScriptedServer(AnswerAsync);
        using DockerClient client = await server.ConnectAsync();
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        Channel<EngineEvent> events = Channel.CreateUnbounded<EngineEvent>();
        var follower = new ClusterFollower(client, new ClusterReader(client), _time);
        Task following = follower.FollowAsync("demo", events.Writer, deadline.Token);
        Assert.Equal(["Resynced"], await UntilStockAsync(events.Reader, deadline.Token));
        happen();
        var told = new List<string>();
        while (told.Count < _streamed)
        {
            told.Add(TextOf(await events.Reader.ReadAsync(deadline.Token)));
        }

        foreach (int expected in (int[])[stocks, 1])
        {
            await Poll.UntilAsync(() => _time.Timers == 1, "the follower waits for the next stock");
            _time.Advance(Interval);
            for (int stock = 0; stock < expected; stock++)
            {
                told.AddRange(await UntilStockAsync(events.Reader, deadline.Token));
            }
        }

        await Poll.UntilAsync(() => _time.Timers == 1, "the follower waits for one more");
        while (events.Reader.TryRead(out EngineEvent? more))
        {
            told.Add(TextOf(more));
        }

        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        return told;
    }

    private static async Task<List<string>> UntilStockAsync(
        ChannelReader<EngineEvent> events, CancellationToken cancellationToken)
    {
        var told = new List<string>();
        while (told.Count == 0 || told[^1] != "Resynced")
        {
            told.Add(TextOf(await events.ReadAsync(cancellationToken)));
        }

        return told;
    }

    private static string TextOf(EngineEvent happened)
    {
        string code = happened.ExitCode is { } number ? $" {number}" : "";
        return happened.Kind == EngineEventKind.Resynced
            ? "Resynced"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{happened.Kind} {happened.Index}{code} +{(happened.Time - Begin).TotalSeconds:0}");
    }

    private void Stream(string line)
    {
        // Counted here: the server may have taken it out again before anybody looks.
        _streamed++;
        _stream.Writer.TryWrite(line);
    }

    /// <returns>The event as a line of a stream.</returns>
    private string Remember(string action, int worker, double second, int? exitCode = null)
    {
        string code = exitCode is { } number ? $",\"exitCode\":\"{number}\"" : "";
        long nano = (Begin.ToUnixTimeSeconds() * 1_000_000_000) + (long)(second * 1_000_000_000);
        string text = $"{{\"Type\":\"container\",\"Action\":\"{action}\",\"Actor\":{{\"ID\":\"id{worker}\","
            + $"\"Attributes\":{{\"{ClusterLabels.Worker}\":\"{worker}\"{code}}}}},\"timeNano\":{nano}}}\n";
        _remembered.Enqueue((second, text));
        return text;
    }

    private string Container(int worker) =>
        $"{{\"Id\":\"id{worker}\",\"Names\":[\"/demo-worker-000{worker}\"],"
        + $"\"State\":\"{(_exitCodes[worker] == Running ? "running" : "exited")}\",\"Labels\":{{"
        + $"\"{ClusterLabels.Cluster}\":\"demo\",\"{ClusterLabels.Node}\":\"1\","
        + $"\"{ClusterLabels.Worker}\":\"{worker}\"}}}}";

    private async Task AnswerAsync(ScriptedExchange exchange)
    {
        switch (exchange.Request.Path)
        {
            case "/info":
                await exchange.AnswerAsync(200, $"{{\"SystemTime\":\"{_time.GetUtcNow():O}\"}}");
                break;
            case "/containers/json":
                await exchange.AnswerAsync(200, $"[{Container(1)},{Container(2)}]");
                break;
            case "/events" when exchange.Request.Query("until") is not null && _isForgetful:
                await exchange.AnswerAsync(500, "{\"message\":\"no memory\"}");
                break;
            case "/events" when exchange.Request.Query("until") is not null:
                await exchange.BeginChunkedAsync();
                await TellPastAsync(exchange, Second(exchange, "until"));
                await exchange.EndChunkedAsync();
                break;
            case "/events":
                await StreamAsync(exchange);
                break;
            default:
                await exchange.AnswerAsync(
                    200,
                    "{\"State\":{\"Status\":\"exited\",\"ExitCode\":9,\"FinishedAt\":\"2026-11-21T10:00:13Z\"}}");
                break;
        }
    }

    /// <summary>
    /// The first tells what it is given; a later one what is remembered, as any does, and then nothing.
    /// </summary>
    private async Task StreamAsync(ScriptedExchange exchange)
    {
        _streams.Enqueue(string.Create(CultureInfo.InvariantCulture, $"+{(int)Second(exchange, "since")}"));
        bool isFirst = _streams.Count == 1;
        await exchange.BeginChunkedAsync();
        if (!isFirst)
        {
            await TellPastAsync(exchange, double.MaxValue);
            await exchange.HangAsync();
        }

        await foreach (string text in _stream.Reader.ReadAllAsync(exchange.Stop))
        {
            await exchange.ChunkAsync(text);
        }
    }

    private async Task TellPastAsync(ScriptedExchange exchange, double until)
    {
        double since = Second(exchange, "since");
        foreach ((double second, string text) in _remembered)
        {
            await (second < since || second > until ? Task.CompletedTask : exchange.ChunkAsync(text));
        }
    }

    private static double Second(ScriptedExchange exchange, string parameter) =>
        (double)(decimal.Parse(exchange.Request.Query(parameter)!, CultureInfo.InvariantCulture)
            - Begin.ToUnixTimeSeconds());
}

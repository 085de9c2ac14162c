using System.Globalization;
using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Clusters;
using ScaleSim.Docker.Tests.Api;
using ScaleSim.Docker.Tests.Api.Fakes;

namespace ScaleSim.Docker.Tests.Clusters;

/// <summary>A stream of events that is cut, and what died while nobody listened.</summary>
public sealed class ClusterFollowerTests
{
    private const string Begin = "2026-11-21T10:00:00Z";
    private const long BeginNano = 1_795_255_200_000_000_000;

    private int _streams;
    private int _lists;

    [Fact]
    public async Task Follower_LeavesNothingOut_AndTellsNothingTwice_WhenItsStreamIsCut()
    {
        await using var server = new ScriptedServer(AnswerAsync);
        using DockerClient client = await server.ConnectAsync();
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(60));
        Channel<EngineEvent> events = Channel.CreateUnbounded<EngineEvent>();
        var follower = new ClusterFollower(client, new ClusterReader(client), TimeProvider.System);

        Task following = follower.FollowAsync("demo", events.Writer, deadline.Token);
        var told = new List<string>();
        while (told.Count < 7)
        {
            EngineEvent happened = await events.Reader.ReadAsync(deadline.Token);
            told.Add(string.Create(
                CultureInfo.InvariantCulture, $"{happened.Kind} {happened.Index} {happened.ExitCode}").TrimEnd());
        }

        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following);
        Assert.Equal(
            [
                "Resynced 0", "WorkerDied 1 3",
                // What the second list shows: the first is back, the third ran out of memory meanwhile.
                "WorkerStarted 1", "WorkerOutOfMemory 3", "WorkerDied 3 137", "Resynced 0",
                // The second stream repeats what is known.
                "WorkerDied 2 9",
            ],
            told);
        string?[] since = [.. server.Requests
            .Where(request => request.Path == "/events" && request.Query("until") is null)
            .Select(request => request.Query("since"))];
        Assert.Equal([Seconds(0), Seconds(5)], since.Take(2));
    }

    private static string Seconds(int after) => string.Create(
        CultureInfo.InvariantCulture, $"{(BeginNano / 1_000_000_000) + after}.000000000");

    private static string Event(string action, int worker, int second, int? exitCode = null)
    {
        string code = exitCode is { } number ? $",\"exitCode\":\"{number}\"" : "";
        return $"{{\"Type\":\"container\",\"Action\":\"{action}\",\"Actor\":{{\"ID\":\"id{worker}\",\"Attributes\":{{"
            + $"\"{ClusterLabels.Worker}\":\"{worker}\"{code}}}}},\"timeNano\":"
            + $"{BeginNano + (second * 1_000_000_000L)}}}\n";
    }

    private static string Container(int worker, string state) =>
        $"{{\"Id\":\"id{worker}\",\"Names\":[\"/demo-worker-000{worker}\"],\"State\":\"{state}\",\"Labels\":{{"
        + $"\"{ClusterLabels.Cluster}\":\"demo\",\"{ClusterLabels.Node}\":\"1\","
        + $"\"{ClusterLabels.Worker}\":\"{worker}\"}}}}";

    private async Task AnswerAsync(ScriptedExchange exchange)
    {
        switch (exchange.Request.Path)
        {
            case "/info":
                await exchange.AnswerAsync(200, $"{{\"SystemTime\":\"{Begin}\"}}");
                break;
            case "/containers/json":
                bool isFirst = Interlocked.Increment(ref _lists) == 1;
                await exchange.AnswerAsync(
                    200,
                    $"[{Container(1, "running")},{Container(2, "running")},"
                    + $"{Container(3, isFirst ? "running" : "exited")}]");
                break;
            case "/containers/id3/json":
                await exchange.AnswerAsync(
                    200,
                    "{\"Id\":\"id3\",\"State\":{\"Status\":\"exited\",\"OOMKilled\":true,\"ExitCode\":137,"
                    + "\"FinishedAt\":\"2026-11-21T10:00:06Z\"}}");
                break;
            case "/containers/id1/json":
                await exchange.AnswerAsync(
                    200,
                    "{\"Id\":\"id1\",\"State\":{\"Status\":\"running\",\"Running\":true,"
                    + "\"StartedAt\":\"2026-11-21T10:00:06Z\"}}");
                break;
            case "/events" when exchange.Request.Query("until") is not null:
                // What the daemon remembers.
                await exchange.BeginChunkedAsync();
                await (_lists > 0 ? exchange.ChunkAsync(Event("die", 1, second: 5, exitCode: 3)) : Task.CompletedTask);
                await exchange.EndChunkedAsync();
                break;
            default:
                await StreamAsync(exchange);
                break;
        }
    }

    private async Task StreamAsync(ScriptedExchange exchange)
    {
        await exchange.BeginChunkedAsync();
        if (Interlocked.Increment(ref _streams) == 1)
        {
            // Only what comes after the list is news of the stream's; then it is cut.
            await Poll.UntilAsync(() => Volatile.Read(ref _lists) == 1, "the first list");
            await exchange.ChunkAsync(Event("die", 1, second: 5, exitCode: 3));
            exchange.Close();
            return;
        }

        await exchange.ChunkAsync(Event("die", 1, second: 5, exitCode: 3));
        await exchange.ChunkAsync(Event("start", 1, second: 6));
        await exchange.ChunkAsync(Event("die", 3, second: 6, exitCode: 137));
        await Poll.UntilAsync(() => Volatile.Read(ref _lists) == 2, "the second list");
        await exchange.ChunkAsync(Event("die", 2, second: 9, exitCode: 9));
        await exchange.HangAsync();
    }
}

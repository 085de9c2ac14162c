using System.Net;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Tests.Api.Fakes;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>The stream of events: cut, ended, malformed, faster than its consumer.</summary>
public sealed class EventTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Events_Arrive_OneByOne_WhileTheStreamIsOpen()
    {
        var turn = new SemaphoreSlim(0);
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync();
            for (var index = 0; ; index++)
            {
                await turn.WaitAsync(exchange.Stop);
                var line = Line($"e{index}");
                await exchange.ChunkAsync(line[..9]);
                await exchange.ChunkAsync(line[9..]);
            }
        });
        using var client = await server.ConnectAsync();
        await using var subscription = await client.System.SubscribeEventsAsync(new ContainerEventsParameters(), None);
        await using var events = subscription.ReadAllAsync(None).GetAsyncEnumerator();
        for (var index = 0; index < 5; index++)
        {
            turn.Release();
            Assert.True(await events.MoveNextAsync());
            Assert.Equal($"e{index}", events.Current.Action);
        }
    }

    [Fact]
    public async Task Event_CarriesWhatTheEngineSaid()
    {
        const string line =
            "{\"status\":\"die\",\"id\":\"c1\",\"from\":\"img\",\"Type\":\"container\",\"Action\":\"die\","
            + "\"Actor\":{\"ID\":\"c1\",\"Attributes\":{\"exitCode\":\"137\",\"name\":\"w\"}},"
            + "\"scope\":\"local\",\"time\":1763721780,\"timeNano\":1763721780123456789}\n";
        await using var server = Answering(line);
        using var client = await server.ConnectAsync();
        var parameters = new ContainerEventsParameters
        {
            Until = DateTimeOffset.UnixEpoch.AddDays(1),
            Filters = new Dictionary<string, IReadOnlyList<string>> { ["label"] = ["a=b", "c"] },
        };

        var message = Assert.Single(await ToListAsync(client, parameters));

        Assert.Equal(
            ("container", "die", "c1", "local"), (message.Type, message.Action, message.Actor.ID, message.Scope));
        Assert.Equal("137", message.Actor.Attributes["exitCode"]);
        Assert.Equal((1763721780, 1763721780123456789), (message.Time, message.TimeNano));
        var request = Assert.Single(server.Requests);
        Assert.Equal("{\"label\":[\"a=b\",\"c\"]}", request.Query("filters"));
        Assert.Equal("86400.000000000", request.Query("until"));
        Assert.Null(request.Query("since"));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task Events_EndWithAnError_WhereTheStreamIsCut(bool chunked, bool properly)
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            if (chunked)
            {
                await exchange.BeginChunkedAsync();
                await exchange.ChunkAsync(Line("one"));
                await (properly ? exchange.EndChunkedAsync() : Task.CompletedTask);
                exchange.Close();
            }
            else
            {
                await exchange.BeginUntilCloseAsync("application/json");
                await exchange.SendAsync(Line("one"));
            }
        });
        using var client = await server.ConnectAsync();
        var seen = new List<string>();

        var failure = await Assert.ThrowsAsync<DockerConnectionException>(async () =>
        {
            await foreach (var message in client.System.MonitorEventsAsync(new ContainerEventsParameters(), None))
            {
                seen.Add(message.Action);
            }
        });

        Assert.Equal(["one"], seen);
        Assert.Contains("GET /events", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_EndWithAnError_WhereOneIsMalformed()
    {
        await using var server = Answering(Line("one") + "{\"Type\":\n");
        using var client = await server.ConnectAsync();

        await Assert.ThrowsAsync<DockerProtocolException>(() => ToListAsync(client, new ContainerEventsParameters()));
    }

    [Fact]
    public async Task Events_AreRefused_BeforeTheSubscriptionReturns()
    {
        await using var server = new ScriptedServer(
            exchange => exchange.AnswerAsync(400, "{\"message\":\"invalid filter\"}"));
        using var client = await server.ConnectAsync();

        var refusal = await Assert.ThrowsAsync<DockerApiException>(
            () => client.System.SubscribeEventsAsync(new ContainerEventsParameters(), None));

        Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
    }

    [Fact]
    public async Task Events_AreReadFromTheEngine_WhileTheConsumerSleeps_UntilItIsTooFarBehind()
    {
        const int waitingMax = 1000;
        var hungUp = new TaskCompletionSource();
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync();
            try
            {
                for (var index = 0; ; index++)
                {
                    await exchange.ChunkAsync(Line($"e{index}"));
                }
            }
            catch (IOException)
            {
                hungUp.SetResult();
                throw;
            }
        });
        using var client = await server.ConnectAsync(new DockerClientOptions { EventsWaitingMax = waitingMax });
        await using var subscription = await client.System.SubscribeEventsAsync(new ContainerEventsParameters(), None);
        var seen = 0;

        await Poll.UntilAsync(() => hungUp.Task.IsCompleted, "the client to hang up; nobody has taken an event so far");
        var failure = await Assert.ThrowsAsync<DockerConnectionException>(async () =>
        {
            await foreach (var message in subscription.ReadAllAsync(None))
            {
                Assert.Equal($"e{seen++}", message.Action);
            }
        });

        Assert.Equal(waitingMax, seen);
        Assert.Contains("fell behind by more than 1000 events", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_HaveNoDeadline_OnceTheyFlow()
    {
        var clock = new FakeTimeProvider();
        var later = new TaskCompletionSource();
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync();
            await later.Task.WaitAsync(exchange.Stop);
            await exchange.ChunkAsync(Line("late"));
            await exchange.HangAsync();
        });
        using var client = await server.ConnectAsync(new DockerClientOptions { TimeProvider = clock });
        await using var subscription = await client.System.SubscribeEventsAsync(new ContainerEventsParameters(), None);
        clock.Advance(TimeSpan.FromDays(30));
        later.SetResult();

        await using var events = subscription.ReadAllAsync(None).GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        Assert.Equal("late", events.Current.Action);
    }

    [Fact]
    public async Task Subscription_HasADeadline_UntilTheEngineAccepts()
    {
        var clock = new FakeTimeProvider();
        await using var server = new ScriptedServer(exchange => exchange.HangAsync());
        using var client = await server.ConnectAsync(new DockerClientOptions { TimeProvider = clock });

        var subscribing = client.System.SubscribeEventsAsync(new ContainerEventsParameters(), None);
        await Poll.UntilAsync(() => !server.Requests.IsEmpty, "the subscription");
        clock.Advance(TimeSpan.FromMinutes(6));

        await Assert.ThrowsAsync<DockerTimeoutException>(() => subscribing);
    }

    [Fact]
    public async Task Subscription_EndsAtOnce_WhenDisposedOrCancelled()
    {
        await using var server = new ScriptedServer(async exchange =>
        {
            await exchange.BeginChunkedAsync();
            await exchange.HangAsync();
        });
        using var client = await server.ConnectAsync();
        using var cancel = new CancellationTokenSource();
        await using (await client.System.SubscribeEventsAsync(new ContainerEventsParameters(), None))
        {
            // Disposing must not wait for an event that never comes.
        }

        await using var subscription = await client.System.SubscribeEventsAsync(
            new ContainerEventsParameters(), cancel.Token);
        var reading = subscription.ReadAllAsync(None).GetAsyncEnumerator().MoveNextAsync();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reading);
    }

    private static string Line(string action) =>
        $"{{\"Type\":\"container\",\"Action\":\"{action}\",\"Actor\":{{\"ID\":\"c\"}}}}\n";

    private static ScriptedServer Answering(string lines) => new(async exchange =>
    {
        await exchange.BeginChunkedAsync();
        await exchange.ChunkAsync(lines);
        await exchange.EndChunkedAsync();
    });

    private static async Task<List<Message>> ToListAsync(DockerClient client, ContainerEventsParameters parameters)
    {
        var messages = new List<Message>();
        await foreach (var message in client.System.MonitorEventsAsync(parameters, None))
        {
            messages.Add(message);
        }

        return messages;
    }
}

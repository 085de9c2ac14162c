using System.Globalization;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Clusters;
using ScaleSim.Docker.Tests.Api.Fakes;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Clusters;

/// <summary>Whether who answers now is who told the latest event, by what it remembers.</summary>
public sealed class EngineLifeTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly DateTimeOffset Begin = DateTimeOffset.Parse(
        "2026-11-21T10:00:00Z", CultureInfo.InvariantCulture);

    /// <summary>Seconds since the beginning, in the order in which the Engine came to remember them.</summary>
    private decimal[] _remembered = [];

    [Fact]
    public async Task Life_IsTheSame_WhereAnEarlierEventWasRememberedAfterTheLatest()
    {
        await using var server = new ScriptedServer(AnswerAsync);
        using DockerClient client = await server.ConnectAsync();
        EngineLife life = LifeOf(client);
        _remembered = [1, 10.2m, 10.1m];

        Assert.Null(await life.IsTheSameAsync(None));
        Assert.True(await life.IsTheSameAsync(None));

        _remembered = [1, 10.2m, 10.1m, 12, 11.9m];
        Assert.True(await life.IsTheSameAsync(None));
        Assert.True(await life.IsTheSameAsync(None));
    }

    [Fact]
    public async Task Life_IsAnother_WhereTheLatestEventIsNotRemembered()
    {
        await using var server = new ScriptedServer(AnswerAsync);
        using DockerClient client = await server.ConnectAsync();
        EngineLife life = LifeOf(client);
        _remembered = [1, 10];
        Assert.Null(await life.IsTheSameAsync(None));

        _remembered = [10.5m];

        Assert.False(await life.IsTheSameAsync(None));
        Assert.True(await life.IsTheSameAsync(None));
    }

    private static EngineLife LifeOf(DockerClient client)
    {
        var time = new FakeTimeProvider(Begin + TimeSpan.FromMinutes(1));
        return new EngineLife(new EventMemory(client, new EngineClock(client, time), time));
    }

    /// <summary>As moby does: from the newest back, until the first that is older than what is asked for.</summary>
    private async Task AnswerAsync(ScriptedExchange exchange)
    {
        decimal since = decimal.Parse(exchange.Request.Query("since")!, CultureInfo.InvariantCulture)
            - Begin.ToUnixTimeSeconds();
        await exchange.BeginChunkedAsync();
        foreach (decimal second in _remembered.Reverse().TakeWhile(second => second >= since).Reverse())
        {
            long nano = (long)((Begin.ToUnixTimeSeconds() + second) * 1_000_000_000);
            await exchange.ChunkAsync($"{{\"Type\":\"image\",\"Action\":\"tag\",\"timeNano\":{nano}}}\n");
        }

        await exchange.EndChunkedAsync();
    }
}

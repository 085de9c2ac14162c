using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Engine;
using ScaleSim.Tests;

namespace ScaleSim.Docker.Tests.Baseline;

/// <summary>The loops that bench compares ScaleSim with; no Engine is needed.</summary>
public sealed class BareClientTests
{
    [Fact]
    public async Task RunAsync_StartsEachGroupsOwnImage_AndRemovesAll()
    {
        await using var script = new BareScript();

        await script.RunAsync(concurrency: 4, CancellationToken.None);

        Assert.Equal(3, script.Asked.Values.Count(image => image == "redis:7"));
        Assert.Equal(3, script.Asked.Values.Count(image => image == "etcd:3"));
        Assert.Equal(8, script.Asked.Count);
        Assert.Equal(8, script.Count("POST", "/start"));
        Assert.Equal(8, script.Count("DELETE", "/containers/"));
        Assert.Equal(1, script.Count("DELETE", "/networks/net"));
    }

    /// <remarks>
    /// The Engine makes a container also when nobody waits for the answer any more: one that is removed by its labels
    /// at once would appear only after that.
    /// </remarks>
    [Fact]
    public async Task RunAsync_LetsCreatesFinish_WhenItIsCancelled()
    {
        await using var script = new BareScript();
        using var cancellation = new CancellationTokenSource();
        var release = new TaskCompletionSource();
        int answered = 0;
        script.OnCreate = async (exchange, number) =>
        {
            await release.Task.WaitAsync(exchange.Stop);
            Interlocked.Increment(ref answered);
            await BareScript.CreatedAsync(exchange, number);
        };
        Task running = script.RunAsync(concurrency: 2, cancellation.Token);
        await Eventually.HoldsAsync(() => script.Asked.Count == 2, "two creates are under way");

        await cancellation.CancelAsync();
        Task first = await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(300)));
        release.SetResult();

        Assert.NotSame(running, first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal((2, 2), (script.Asked.Count, answered));
        Assert.Equal(0, script.Count("POST", "/start"));
    }

    [Theory]
    [InlineData(500, "driver failed", typeof(EngineException))]
    [InlineData(500, "mkdir /var/lib/docker/a: no space left on device", typeof(ResourceExhaustedException))]
    public async Task RunAsync_TellsARefusal_InTheEnginesContract(int status, string words, Type expected)
    {
        await using var script = new BareScript();
        script.OnCreate = (exchange, number) => number < 3
            ? BareScript.CreatedAsync(exchange, number)
            : exchange.AnswerAsync(status, $"{{\"message\":\"{words}\"}}");

        Exception refusal = await Assert.ThrowsAsync(
            expected, () => script.RunAsync(concurrency: 1, CancellationToken.None));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, script.Asked.Values.Count(image => image is "redis:7" or "etcd:3"));
    }

    [Fact]
    public async Task OpenAsync_SaysThatTheEngineIsUnavailable_WhereNobodyListens()
    {
        using var directory = new TemporaryDirectory();

        await Assert.ThrowsAsync<EngineUnavailableException>(() => EngineConnection.OpenAsync(
            () => DockerEndpoint.Unix(directory.File("nobody.sock"), "test"),
            new DockerClientOptions(),
            CancellationToken.None));
    }
}

using Microsoft.AspNetCore.Http;
using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol.Client;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Reference.Tests.Systems;

/// <summary>A client among workers that lie, are cut off, or are not there.</summary>
public class ClientTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);
    private static readonly byte[] Content = Bytes.Of(50_000);

    public static TheoryData<string, RequestDelegate> Lies => new()
    {
        { "other bytes", context => context.Response.Body.WriteAsync(Bytes.Of(Content.Length, seed: 9)).AsTask() },
        { "too few bytes", context => context.Response.Body.WriteAsync(Content.AsMemory(0, 100)).AsTask() },
        { "no bytes", _ => Task.CompletedTask },
        { "an error", context => Answer(context, 500, "<html>oops</html>") },
        { "not found", context => Answer(context, 404, """{"code":"block-not-found","message":"gone"}""") },
        { "a cut connection", CutAsync },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Read_IsRight_WhenOneReplicaLies(string lie, RequestDelegate answer)
    {
        await using var liar = await LyingWorker.StartAsync(answer);
        await using var cluster = await TestCluster.StartAsync(workers: 2);
        await cluster.Client.WriteAsync("/file", new MemoryStream(Content), null, default);

        foreach (var worker in cluster.Workers)
        {
            using var client = cluster.ClientWith(l => Resolve(l, l.Name == worker.Settings.Name, liar), Short);
            using var read = new MemoryStream();
            await client.ReadAsync("/file", read, default);
            Assert.True(Content.AsSpan().SequenceEqual(read.ToArray()), lie);
        }
    }

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task Read_FailsByName_WhenEveryReplicaLies(string lie, RequestDelegate answer)
    {
        await using var liar = await LyingWorker.StartAsync(answer);
        await using var cluster = await TestCluster.StartAsync(workers: 2);
        await cluster.Client.WriteAsync("/file", new MemoryStream(Content), null, default);
        using var client = cluster.ClientWith(l => Resolve(l, true, liar), Short);
        using var read = new MemoryStream();

        var failure = await Assert.ThrowsAsync<BlockLostException>(() => client.ReadAsync("/file", read, default));

        Assert.True(read.Length == 0, lie);
        Assert.Equal("/file", failure.Path);
        Assert.Equal(["worker-0000", "worker-0001"], failure.LastHolders.Order());
    }

    [Fact]
    public async Task Write_GoesToOthers_WhenAWorkerDoesNotAnswer()
    {
        await using var liar = await LyingWorker.StartAsync(CutAsync);
        await using var cluster = await TestCluster.StartAsync(workers: 4);
        using var client = cluster.ClientWith(l => Resolve(l, l.Name == "worker-0001", liar), Short);

        for (var i = 0; i < 10; i++)
        {
            var status = await client.WriteAsync($"/file-{i}", new MemoryStream(Content), null, default);
            var names = status.Blocks!.Single().Holders.Select(h => h.Name).ToArray();
            Assert.Equal(2, names.Length);
            Assert.DoesNotContain("worker-0001", names);
        }
    }

    [Fact]
    public async Task Request_WaitsForTheMaster_WhenItRestarts()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 1, hasJournal: true);
        await cluster.StopMasterAsync();

        var made = cluster.Client.MakeDirectoryAsync("/made/while/away", default);
        Assert.False(made.IsCompleted);
        await cluster.StartMasterAsync();

        Assert.Equal("/made/while/away", (await made).Path);
    }

    [Fact]
    public async Task Request_FailsByName_WhenThereIsNoMaster()
    {
        using var client = new ReferenceClient(
            new Uri("http://127.0.0.1:1"), new ReferenceClientOptions { RetryTime = Short });

        var failure = await Assert.ThrowsAsync<MasterUnavailableException>(() => client.StatusAsync("/file", default));

        Assert.Contains("http://127.0.0.1:1/", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, "<html>welcome</html>")]
    [InlineData(200, "null")]
    [InlineData(404, "<html>what?</html>")]
    [InlineData(500, "")]
    public async Task Request_FailsByName_WhenSomethingElseListens(int status, string body)
    {
        await using var other = await LyingWorker.StartAsync(context => Answer(context, status, body));
        using var client = new ReferenceClient(other.Address, new ReferenceClientOptions { RetryTime = Short });

        var failure = await Assert.ThrowsAnyAsync<ReferenceException>(() => client.MasterAsync(default));

        Assert.Contains("Check the address", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_Ends_WhenItIsCancelled()
    {
        using var client = new ReferenceClient(
            new Uri("http://127.0.0.1:1"), new ReferenceClientOptions { RetryTime = TimeSpan.FromHours(1) });
        using var cancel = new CancellationTokenSource();

        var waiting = client.StatusAsync("/file", cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static Uri Resolve(WorkerLocation worker, bool isLying, LyingWorker liar) =>
        isLying ? liar.Address : new Uri($"http://127.0.0.1:{worker.Ports.Data}");

    private static Task Answer(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }

    private static Task CutAsync(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}

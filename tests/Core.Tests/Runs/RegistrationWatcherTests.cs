using System.Collections.Concurrent;
using System.Text.Json;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Registrations;
using ScaleSim.Core.Tests.Checks;

namespace ScaleSim.Core.Tests.Runs;

public sealed class RegistrationWatcherTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private static readonly RegistrationSpec Registration = new()
    {
        Query = new HttpQuerySpec("/workers"), Select = new JsonSelectionSpec("$[*].name"),
    };

    private readonly List<int> _registered = [];
    private readonly List<int> _counts = [];

    [Fact]
    public async Task Watcher_ReportsEachWorkerOnce_AsTheyRegister()
    {
        var lists = new ConcurrentQueue<string>(
            [List(), List("worker-0002"), "garbage", List("worker-0001", "worker-0002"),
             List("worker-0001", "worker-0002", "worker-0003")]);
        await using var server = new LoopbackServer(_ => (200, lists.TryDequeue(out string? list) ? list : "[]"));
        RegistrationWatcher watcher = Watcher(server, 3);

        Assert.True(await watcher.RunAsync(Long, _registered.Add, _counts.Add, CancellationToken.None));

        Assert.Equal([2, 1, 3], _registered);
        Assert.True(watcher.View!.IsExact);
        Assert.Null(watcher.Problem);
    }

    [Fact]
    public async Task Watcher_ShowsMissingStrangersAndDuplicates_WhenTheDeadlinePasses()
    {
        await using var server = new LoopbackServer(
            _ => (200, List("worker-0001", "worker-0001", "worker-0009")));
        RegistrationWatcher watcher = Watcher(server, 2);

        Assert.False(await watcher.RunAsync(
            TimeSpan.FromMilliseconds(400), _registered.Add, _counts.Add, CancellationToken.None));

        Assert.Equal([1], _registered);
        Assert.Equal(["worker-0002"], watcher.View!.Missing);
        Assert.Equal([KeyValuePair.Create("worker-0001", 2)], watcher.View.Duplicates);
        Assert.Equal(["worker-0009"], watcher.View.Strangers);
    }

    [Fact]
    public async Task Watcher_DoesNotWait_ForLostWorkers()
    {
        await using var server = new LoopbackServer(_ => (200, List("worker-0001")));
        RegistrationWatcher watcher = Watcher(server, 3);
        watcher.WorkerLost(2);
        watcher.WorkerLost(3);

        Assert.True(await watcher.RunAsync(Long, _registered.Add, _counts.Add, CancellationToken.None));
    }

    [Fact]
    public async Task Watcher_KeepsTheProblem_WhenTheMasterFails()
    {
        await using var server = new LoopbackServer(_ => (500, ""));
        RegistrationWatcher watcher = Watcher(server, 1);

        Assert.False(await watcher.RunAsync(
            TimeSpan.FromMilliseconds(300), _registered.Add, _counts.Add, CancellationToken.None));

        Assert.Null(watcher.View);
        Assert.Contains("500", watcher.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watcher_Throws_WhenTheCallerCancels()
    {
        await using var server = new LoopbackServer(_ => (200, "[]"));
        using var stop = new CancellationTokenSource();
        Task<bool> running = Watcher(server, 1).RunAsync(Long, _registered.Add, _counts.Add, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task Watcher_WaitsForTheNumber_WhenTheMasterNamesNobody()
    {
        var counts = new ConcurrentQueue<string>(["{\"live\":0}", "{\"live\":2}", "{\"live\":4}"]);
        await using var server = new LoopbackServer(
            _ => (200, counts.TryDequeue(out string? count) ? count : "{}"));
        RegistrationWatcher watcher = Watcher(
            server, 3, Registration with { Select = new JsonSelectionSpec("$.live"), CountOnly = true });

        Assert.True(await watcher.RunAsync(Long, _registered.Add, _counts.Add, CancellationToken.None));

        Assert.Equal([0, 2, 4], _counts);
        Assert.Empty(_registered);
    }

    [Fact]
    public async Task Watcher_WaitsForTheAwaitedAlone_WhereOthersLiveBeside()
    {
        await using var server = new LoopbackServer(_ => (200, List("worker-0001", "worker-0003")));
        RegistrationWatcher watcher = Watcher(server, 3, awaited: new HashSet<int> { 3 });

        Assert.True(await watcher.RunAsync(Long, _registered.Add, _counts.Add, CancellationToken.None));

        Assert.Contains(3, _registered);
        Assert.Empty(watcher.View!.Strangers);
    }

    [Fact]
    public async Task Watcher_WaitsForTheWholeNumber_WhereOthersLiveBeside()
    {
        var counts = new ConcurrentQueue<string>(["{\"live\":2}", "{\"live\":3}"]);
        await using var server = new LoopbackServer(
            _ => (200, counts.TryDequeue(out string? count) ? count : "{}"));
        RegistrationWatcher watcher = Watcher(
            server,
            3,
            Registration with { Select = new JsonSelectionSpec("$.live"), CountOnly = true },
            new HashSet<int> { 3 });

        Assert.True(await watcher.RunAsync(Long, _registered.Add, _counts.Add, CancellationToken.None));

        Assert.Equal([2, 3], _counts);
    }

    private static RegistrationWatcher Watcher(
        LoopbackServer server,
        int workers,
        RegistrationSpec? registration = null,
        IReadOnlySet<int>? awaited = null)
    {
        ClusterPlan plan = CheckPlans.Create(
            workers, masterPort: server.Port, registered: registration ?? Registration);
        return new RegistrationWatcher(plan, CheckContexts.Http, TimeProvider.System, awaited);
    }

    private static string List(params string[] names) => JsonSerializer.Serialize(names.Select(name => new { name }));
}

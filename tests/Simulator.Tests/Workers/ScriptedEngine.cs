using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Workers;

/// <summary>
/// A fake engine whose followers hear what a test tells them, and whose acts a test sees, changes and holds up.
/// </summary>
internal sealed class ScriptedEngine(IEngine inner) : IEngine
{
    private readonly Channel<EngineEvent> _events = Channel.CreateUnbounded<EngineEvent>();
    private int _looks;
    private int _told;
    private int _heard;

    public EngineCapabilities Capabilities => inner.Capabilities;

    /// <summary>What was done, in order: <c>Start 1,2</c>, <c>StartAsync</c>, <c>Remove</c>.</summary>
    public ConcurrentQueue<string> Acts { get; } = new();

    /// <summary>Changes what is seen of the cluster; gets the number of the look, from 1.</summary>
    public Func<int, ClusterState, ClusterState> Sees { get; init; } = (_, state) => state;

    /// <summary>Is awaited before missing nodes and workers are started.</summary>
    public Func<Task> BeforeStart { get; init; } = () => Task.CompletedTask;

    /// <summary>Is awaited before a log is read.</summary>
    public Func<CancellationToken, Task> BeforeLog { get; init; } = _ => Task.CompletedTask;

    public void Tell(EngineEvent happened)
    {
        Interlocked.Increment(ref _told);
        _events.Writer.TryWrite(happened);
    }

    public void Tell(DateTimeOffset at, EngineEventKind kind, int index = 0) => Tell(new EngineEvent(at, kind, index));

    public async IAsyncEnumerable<EngineEvent> FollowAsync(
        string cluster, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (EngineEvent happened in _events.Reader.ReadAllAsync(cancellationToken))
        {
            yield return happened;
            // Whoever asks for the next has taken this one.
            Interlocked.Increment(ref _heard);
        }
    }

    /// <summary>Returns once its follower has taken all that was told.</summary>
    public Task IsHeardAsync() => Eventually.HoldsAsync(
        () => Volatile.Read(ref _heard) == Volatile.Read(ref _told), "all is heard that was told");

    public async Task<ClusterState?> InspectAsync(string cluster, CancellationToken cancellationToken) =>
        await inner.InspectAsync(cluster, cancellationToken) is { } state
            ? Sees(Interlocked.Increment(ref _looks), state)
            : null;

    public Task ActAsync(
        string cluster, WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Acts.Enqueue($"{action} {string.Join(',', workers.Order())}");
        return inner.ActAsync(cluster, action, workers, cancellationToken);
    }

    public async IAsyncEnumerable<EngineEvent> StartAsync(
        ClusterPlan plan, StartOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Acts.Enqueue("StartAsync");
        // Is let finish, as requests to an engine are.
        await BeforeStart();
        await foreach (EngineEvent happened in inner.StartAsync(plan, options, cancellationToken))
        {
            yield return happened;
        }
    }

    public IAsyncEnumerable<EngineEvent> RemoveAsync(
        string cluster, string? run, CancellationToken cancellationToken)
    {
        Acts.Enqueue("Remove");
        return inner.RemoveAsync(cluster, run, cancellationToken);
    }

    public async Task<string> ReadLogAsync(
        string cluster, int worker, int lines, CancellationToken cancellationToken)
    {
        await BeforeLog(cancellationToken);
        return await inner.ReadLogAsync(cluster, worker, lines, cancellationToken);
    }

    public Task<EngineFacts> ReadFactsAsync(CancellationToken cancellationToken) =>
        inner.ReadFactsAsync(cancellationToken);

    public Task PrepareAsync(ClusterPlan plan, KeeperIdentity? keeper, CancellationToken cancellationToken) =>
        inner.PrepareAsync(plan, keeper, cancellationToken);

    public IAsyncEnumerable<EngineEvent> ScaleAsync(
        ScalePlan plan, StartOptions options, CancellationToken cancellationToken) =>
        inner.ScaleAsync(plan, options, cancellationToken);

    public Task<IReadOnlyList<ClusterState>> ListAsync(CancellationToken cancellationToken) =>
        inner.ListAsync(cancellationToken);

    public Task<ExecResult> ExecAsync(
        string cluster, ExecTarget target, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        inner.ExecAsync(cluster, target, command, cancellationToken);

    /// <summary>The cluster's own engine is its test's.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

using System.Runtime.CompilerServices;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Fake;
using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Tests.Launch;

/// <summary>A fake engine that is taken for one with a network: commands look after its workers.</summary>
/// <param name="isSilent">Whether those who follow it hear of no death.</param>
internal sealed class NetworkedFakeEngine(FakeEngine engine, bool isSilent) : IEngine, IDeathReader
{
    /// <value>Whose memory ran out where a worker died; null where none did.</value>
    public MemoryShortage? Shortage { get; init; }

    /// <value>Whether it tells that a worker ran out of memory before it tells of its death.</value>
    public bool TellsOutOfMemory { get; init; }

    public EngineCapabilities Capabilities => engine.Capabilities with { Network = true };

    public Task<EngineFacts> ReadFactsAsync(CancellationToken cancellationToken) =>
        engine.ReadFactsAsync(cancellationToken);

    public Task PrepareAsync(ClusterPlan plan, KeeperIdentity? keeper, CancellationToken cancellationToken) =>
        engine.PrepareAsync(plan, keeper, cancellationToken);

    public IAsyncEnumerable<EngineEvent> StartAsync(
        ClusterPlan plan, StartOptions options, CancellationToken cancellationToken) =>
        engine.StartAsync(plan, options, cancellationToken);

    public IAsyncEnumerable<EngineEvent> ScaleAsync(
        ScalePlan plan, StartOptions options, CancellationToken cancellationToken) =>
        engine.ScaleAsync(plan, options, cancellationToken);

    public IAsyncEnumerable<EngineEvent> RemoveAsync(
        string cluster, string? run, CancellationToken cancellationToken) =>
        engine.RemoveAsync(cluster, run, cancellationToken);

    public Task<IReadOnlyList<ClusterState>> ListAsync(CancellationToken cancellationToken) =>
        engine.ListAsync(cancellationToken);

    public Task<ClusterState?> InspectAsync(string cluster, CancellationToken cancellationToken) =>
        engine.InspectAsync(cluster, cancellationToken);

    public async IAsyncEnumerable<EngineEvent> FollowAsync(
        string cluster, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (EngineEvent happened in engine.FollowAsync(cluster, cancellationToken))
        {
            if (TellsOutOfMemory && happened.Kind == EngineEventKind.WorkerDied)
            {
                yield return happened with { Kind = EngineEventKind.WorkerOutOfMemory, ExitCode = null };
            }

            if (!isSilent || happened.Kind == EngineEventKind.Resynced)
            {
                yield return happened;
            }
        }
    }

    public Task ActAsync(
        string cluster, WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken) =>
        engine.ActAsync(cluster, action, workers, cancellationToken);

    public Task<ExecResult> ExecAsync(
        string cluster, ExecTarget target, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        engine.ExecAsync(cluster, target, command, cancellationToken);

    public Task<string> ReadLogAsync(string cluster, int worker, int lines, CancellationToken cancellationToken) =>
        engine.ReadLogAsync(cluster, worker, lines, cancellationToken);

    public async Task<DeathFacts?> ReadDeathAsync(
        string cluster, int worker, CancellationToken cancellationToken) =>
        await engine.ReadDeathAsync(cluster, worker, cancellationToken) is { } facts
            ? facts with { OutOfMemory = Shortage is not null, Shortage = Shortage }
            : null;

    public Task<MemoryShortage?> ReadShortageAsync(
        string cluster, int worker, DateTimeOffset at, CancellationToken cancellationToken) =>
        Task.FromResult(Shortage);

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}

using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Tests.Engines;

/// <summary>An engine that can do nothing: tests override what they are about.</summary>
internal abstract class UnsupportedEngine : IEngine
{
    public EngineCapabilities Capabilities { get; set; } = new(Network: true, Exec: true, SharedShim: false);

    public virtual Task<EngineFacts> ReadFactsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task PrepareAsync(
        ClusterPlan plan, KeeperIdentity? keeper, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual IAsyncEnumerable<EngineEvent> StartAsync(
        ClusterPlan plan, StartOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual IAsyncEnumerable<EngineEvent> ScaleAsync(
        ScalePlan plan, StartOptions options, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual IAsyncEnumerable<EngineEvent> RemoveAsync(
        string cluster, string? run, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task<IReadOnlyList<ClusterState>> ListAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task<ClusterState?> InspectAsync(string cluster, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual IAsyncEnumerable<EngineEvent> FollowAsync(string cluster, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task ActAsync(
        string cluster, WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task<ExecResult> ExecAsync(
        string cluster, ExecTarget target, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual Task<string> ReadLogAsync(
        string cluster, int worker, int lines, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>What an engine in this process says of itself.</summary>
    protected EngineFacts Facts => new()
    {
        Kind = Capabilities.Network ? "docker" : "fake",
        Version = "0",
        IsLocal = true,
        Cores = 2,
        MemoryBytes = 1L << 30,
    };
}

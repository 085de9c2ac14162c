using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Engines;

/// <summary>
/// What makes nodes and workers exist. It decides nothing: it makes a plan real and says what happened. Each node of a
/// plan is reported and listed, also one that is its worker's own (<see cref="NodePlan.IsWorker"/>).
/// </summary>
public interface IEngine : IAsyncDisposable
{
    EngineCapabilities Capabilities { get; }

    Task<EngineFacts> ReadFactsAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Claims the plan's network and image. Afterwards the cluster exists, its gateway answers and it can be removed.
    /// </summary>
    /// <exception cref="PlanConflictException">
    /// Something that the plan took was taken meanwhile: plan again.
    /// </exception>
    /// <exception cref="ClusterExistsException">A cluster of this name is alive.</exception>
    Task PrepareAsync(ClusterPlan plan, KeeperIdentity? keeper, CancellationToken cancellationToken);

    /// <summary>
    /// Creates and starts all nodes and workers of a prepared plan, or the ones of it that are missing, and streams
    /// what happens. Single failures are events; the stream goes on. A worker that ran and died is not missing.
    /// </summary>
    IAsyncEnumerable<EngineEvent> StartAsync(
        ClusterPlan plan, StartOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Gives a live cluster another size. First the engine remembers the new size, so that whoever looks knows who is
    /// missing should the rest fail; then it stops and removes the plan's surplus workers and nodes; then it creates
    /// and starts what is missing of <see cref="ScalePlan.Target"/>, as <see cref="StartAsync"/> does. The same plan
    /// twice is not an error.
    /// </summary>
    /// <exception cref="EngineException">
    /// Another change of size came first, or a surplus worker could not be removed.
    /// </exception>
    IAsyncEnumerable<EngineEvent> ScaleAsync(
        ScalePlan plan, StartOptions options, CancellationToken cancellationToken);

    /// <summary>Removes all that bears the cluster's marks. Nothing to remove is not an error.</summary>
    /// <param name="cluster">The cluster's name.</param>
    /// <param name="run">The run that the marks must name too, so that a later cluster of the same name lives on; null
    /// for whatever has the name.</param>
    /// <param name="cancellationToken">Ends the removal half way.</param>
    /// <exception cref="CleanupIncompleteException">Something could not be removed; it is listed.</exception>
    IAsyncEnumerable<EngineEvent> RemoveAsync(string cluster, string? run, CancellationToken cancellationToken);

    /// <summary>All clusters that the engine remembers, dead ones included.</summary>
    Task<IReadOnlyList<ClusterState>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The cluster with its nodes and workers, or null when the engine has nothing of it.</summary>
    Task<ClusterState?> InspectAsync(string cluster, CancellationToken cancellationToken);

    /// <summary>
    /// Follows deaths and starts until cancelled; reconnects and takes stock where the stream was cut. The first event
    /// is <see cref="EngineEventKind.Resynced"/>, once the stream stands: from then on nothing is missed. An engine
    /// that goes away and returns is reported as such (<see cref="AbsenceWatch"/>).
    /// </summary>
    IAsyncEnumerable<EngineEvent> FollowAsync(string cluster, CancellationToken cancellationToken);

    /// <summary>
    /// Does one thing to the given workers, all at once; returns when the engine has done it. Killing the dead and
    /// starting the running is no error. Stop and restart send the worker's stop signal, and SIGKILL once its own stop
    /// timeout has passed.
    /// </summary>
    /// <exception cref="EngineException">The engine refused for at least one worker; all were tried.</exception>
    Task ActAsync(
        string cluster, WorkerAction action, IReadOnlyCollection<int> workers, CancellationToken cancellationToken);

    /// <summary>Runs a command in a node or worker; output is bounded to 64 KiB a stream.</summary>
    Task<ExecResult> ExecAsync(
        string cluster, ExecTarget target, IReadOnlyList<string> command, CancellationToken cancellationToken);

    /// <summary>The last lines that a worker printed, both streams.</summary>
    Task<string> ReadLogAsync(string cluster, int worker, int lines, CancellationToken cancellationToken);
}

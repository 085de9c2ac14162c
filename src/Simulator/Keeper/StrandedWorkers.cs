using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// Workers that run on in the network of a life of their node that has ended, where nobody reaches them: those that ran
/// on an ended node when it was first looked at. Who was started since, or has been seen dead after that, is none of
/// them any more: whoever starts joins the node as it is then. So none is ended twice for the same absence.
/// </summary>
/// <param name="wasStarted">Whether the engine has told of a worker's start since it went away.</param>
internal sealed class StrandedWorkers(EngineAbsence absence, Func<int, bool> wasStarted)
{
    private HashSet<int>? _left;

    /// <value>Who is stranded still.</value>
    public IReadOnlyCollection<int> Left => _left ?? [];

    /// <value>Who was when it was first looked at, and is to run in the end.</value>
    public IReadOnlyCollection<int> All { get; private set; } = [];

    /// <summary>To be called with what the engine knows now: first of all, and after somebody was ended.</summary>
    public void Look(ClusterState state)
    {
        HashSet<int> running =
        [
            .. state.Workers
                .Where(worker => worker.Status is ContainerStatus.Running or ContainerStatus.Paused)
                .Where(worker => absence.Nodes.Contains(worker.Node) && !wasStarted(worker.Index))
                .Select(worker => worker.Index),
        ];
        if (_left is null)
        {
            _left = running;
            All = [.. running];
        }
        else
        {
            _left.IntersectWith(running);
        }
    }
}

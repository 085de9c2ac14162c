namespace ScaleSim.Core.Engines;

/// <summary>
/// An optional power: restarting nodes. A node that was restarted alone would leave its workers in the network of its
/// former life, out of everybody's reach.
/// </summary>
public interface INodeControl
{
    /// <summary>
    /// Restarts nodes as a whole: stops those of their workers that run, restarts the nodes, and starts these workers
    /// again. A worker that was dead stays dead. Nodes that have ended are started.
    /// </summary>
    /// <exception cref="EngineException">The engine refused for at least one container; all were tried.</exception>
    Task RestartNodesAsync(
        string cluster, IReadOnlyCollection<int> nodes, CancellationToken cancellationToken);
}

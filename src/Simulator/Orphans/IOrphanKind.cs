using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Orphans;

/// <summary>One kind of thing that is left behind.</summary>
internal interface IOrphanKind
{
    /// <exception cref="EngineException">The engine can't be asked.</exception>
    Task<IReadOnlyList<Orphan>> FindAsync(CancellationToken cancellationToken);
}

using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Keeper;

/// <summary>A time in which the engine was away while the keeper watched, and what became of the cluster.</summary>
/// <param name="Nodes">How many nodes had ended when the engine answered again.</param>
/// <param name="Workers">The same of the workers.</param>
/// <param name="Outcome">A sentence for people: nothing was lost, all run again, or what is lost and why.</param>
internal sealed record KeeperAbsence(
    DateTimeOffset Lost, DateTimeOffset Returned, int Nodes, int Workers, bool IsMended, string Outcome)
{
    /// <param name="problem">Null where the cluster is as it was.</param>
    public static KeeperAbsence Of(EngineAbsence absence, string? problem) => new(
        absence.Lost,
        absence.Returned,
        absence.Nodes.Count,
        absence.Workers.Count,
        problem is null,
        problem ?? (absence.IsHarmless ? "Nothing ended by it." : "All of it runs again, nodes first, then workers."));
}

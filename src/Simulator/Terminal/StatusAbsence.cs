using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A time in which the engine was away, in <see cref="StatusDocument"/>.</summary>
internal sealed record StatusAbsence(
    string Lost, string Returned, int Nodes, int Workers, bool IsMended, string Outcome)
{
    public static StatusAbsence Of(KeeperAbsence absence) => new(
        ReportText.Utc(absence.Lost),
        ReportText.Utc(absence.Returned),
        absence.Nodes,
        absence.Workers,
        absence.IsMended,
        absence.Outcome);
}

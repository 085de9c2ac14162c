using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Status;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A worker's death in <see cref="StatusDocument"/>.</summary>
/// <param name="Time">UTC, ISO 8601.</param>
internal sealed record StatusDeath(string Time, string Worker, int? ExitCode, bool OutOfMemory)
{
    public static StatusDeath Of(KeeperDeath death, ClusterStatus status) =>
        new(ReportText.Utc(death.Time), status.NameOf(death.Worker), death.ExitCode, death.OutOfMemory);
}

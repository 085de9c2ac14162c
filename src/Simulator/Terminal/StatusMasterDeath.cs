using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Terminal;

/// <summary>The master's death in <see cref="StatusDocument"/>.</summary>
/// <param name="Time">UTC, ISO 8601.</param>
internal sealed record StatusMasterDeath(string Time, int ExitCode, IReadOnlyList<string> LastLines)
{
    public static StatusMasterDeath Of(MasterDeath death) =>
        new(ReportText.Utc(death.Time), death.ExitCode, death.LastLines);
}

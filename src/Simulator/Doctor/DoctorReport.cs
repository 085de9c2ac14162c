using ScaleSim.Core.Planning;

namespace ScaleSim.Simulator.Doctor;

/// <summary>What the doctor found.</summary>
/// <param name="Checks">In the order of the checks.</param>
/// <param name="EngineAnswers">Whether there is an engine at all.</param>
internal sealed record DoctorReport(ClusterDemand Demand, IReadOnlyList<DoctorResult> Checks, bool EngineAnswers)
{
    /// <value>
    /// 3 when no engine answers, 4 when the workers can't run here or something could not be put right that was to be,
    /// else 0: a warning is no failure.
    /// </value>
    public int ExitCode =>
        !EngineAnswers ? EngineUnavailable
        : Count(DoctorStatus.Failed) > 0 || Checks.Any(check => check.IsRepairRefused) ? NotHere
        : 0;

    private const int EngineUnavailable = 3;

    private const int NotHere = 4;

    public int Count(DoctorStatus status) => Checks.Count(check => check.Status == status);
}

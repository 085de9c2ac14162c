using ScaleSim.Core.Admission;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Doctor.Checks;

/// <summary>A check of limits that the planner refuses by: the same arithmetic, told beforehand.</summary>
/// <param name="unreadable">The file that is named where none of the limits can be read.</param>
/// <param name="reason">What breaks beyond them, and how that shows.</param>
internal abstract class LimitsCheck(
    string name, IReadOnlyList<HostLimitKind> kinds, string unreadable, string reason, Uri link) : MachineCheck
{
    public override string Name => name;

    protected override DoctorResult Check(DoctorContext context)
    {
        IReadOnlyList<LimitFinding> findings =
            LimitJudge.Judge(context.Demand, context.Host.Limits.Where(limit => kinds.Contains(limit.Kind)));
        return findings.Count == 0 ? Unreadable(unreadable) : Judge(findings);
    }

    /// <summary>
    /// A result about the worst of the limits: all that are too little, else all that are tight, else the tightest.
    /// </summary>
    private DoctorResult Judge(IReadOnlyList<LimitFinding> findings)
    {
        KernelSetting[] settings = [.. findings.Select(finding => finding.Setting).OfType<KernelSetting>()];
        LimitFit worst = findings.Max(finding => finding.Fit);
        if (worst == LimitFit.Fits)
        {
            LimitFinding tightest = findings.MaxBy(finding => finding.Fraction)!;
            return DoctorResult.Ok(Name, tightest.Sentence) with { Settings = settings };
        }

        LimitFinding[] named = [.. findings.Where(finding => finding.Fit == worst)];
        return new DoctorResult(
            Name, StatusOf(worst), string.Join(" ", named.Select(finding => finding.Sentence)))
        {
            Reason = reason,
            Fix = string.Join("\n", named.Select(FixOf).Distinct()),
            Link = link,
            Settings = settings,
        };
    }

    /// <summary>What the doctor makes of a limit that is too little, where the planner does not refuse by it.</summary>
    protected virtual DoctorStatus StatusOf(LimitFit fit) =>
        fit == LimitFit.TooLittle ? DoctorStatus.Failed : DoctorStatus.Warning;

    private static string FixOf(LimitFinding finding) => finding.Setting is { } setting
        ? Figures.Raise(setting.Key, setting.Wanted)
        : finding.Remedy;
}

namespace ScaleSim.Simulator.Doctor;

/// <summary>One limit of the machine: what the workers need against what is left.</summary>
/// <param name="Arithmetic">A sentence with both and how they come about.</param>
/// <param name="Fix">How to raise it.</param>
internal sealed record DoctorLimit(string Arithmetic, long Need, long Room, string Fix)
{
    // The costs are estimates from other machines; with less than a fifth to spare they may be wrong the other way.
    private const double TightFraction = 0.8;

    public double Fraction => (double)Need / Math.Max(1, Room);

    public DoctorStatus Status =>
        Need > Room ? DoctorStatus.Failed
        : Fraction > TightFraction ? DoctorStatus.Warning
        : DoctorStatus.Ok;

    /// <summary>
    /// A result about the worst of some limits: all that fail, else all that are tight, else the tightest.
    /// </summary>
    public static DoctorResult Judge(string name, IReadOnlyList<DoctorLimit> limits, string reason, Uri link)
    {
        DoctorStatus worst = limits.Max(limit => limit.Status);
        if (worst == DoctorStatus.Ok)
        {
            return DoctorResult.Ok(name, limits.MaxBy(limit => limit.Fraction)!.Arithmetic);
        }

        DoctorLimit[] named = [.. limits.Where(limit => limit.Status == worst)];
        return new DoctorResult(name, worst, string.Join(" ", named.Select(limit => limit.Arithmetic)))
        {
            Reason = reason,
            Fix = string.Join("\n", named.Select(limit => limit.Fix).Distinct()),
            Link = link,
        };
    }
}

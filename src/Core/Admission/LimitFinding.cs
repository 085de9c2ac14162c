using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Admission;

/// <summary>One limit of the machine against what a cluster needs of it.</summary>
/// <param name="What">What is needed, with the sum: the first part of a message.</param>
/// <param name="Have">What is there: the second part.</param>
/// <param name="Remedy">How to have more: the third part.</param>
public sealed record LimitFinding(HostLimit Limit, long Need, string What, string Have, string Remedy)
{
    private const double TightFraction = 0.8;

    /// <value>The kernel setting that raises it; null where it is none.</value>
    public KernelSetting? Setting { get; init; }

    /// <value>How much of what is free it would take; above 1 it does not fit.</value>
    public double Fraction => (double)Need / Math.Max(1, Limit.Room);

    public LimitFit Fit =>
        Need > Limit.Room ? LimitFit.TooLittle
        : Fraction > TightFraction ? LimitFit.Tight
        : LimitFit.Fits;

    /// <value>The whole arithmetic as a sentence.</value>
    public string Sentence => $"{What}; {Have}.";
}

using ScaleSim.Core.Checks;
using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>Verdicts in words and colours.</summary>
internal static class VerdictText
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "failed",
        Verdict.NotApplicable => "not applicable",
        _ => "not checked",
    };

    public static Text Cell(Verdict verdict) => new(Of(verdict), verdict switch
    {
        Verdict.Passed => new Style(Color.Green),
        Verdict.Failed => new Style(Color.Red, decoration: Decoration.Bold),
        _ => new Style(Color.Yellow),
    });
}

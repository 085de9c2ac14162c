using System.Globalization;
using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Bench;

/// <summary>bench.csv (docs/specs/bench.md).</summary>
internal static class BenchCsv
{
    public const string FileName = "bench.csv";

    public static CsvTable<BenchFigure> Table { get; } = new(
        new("phase", figure => figure.Phase),
        new("workers", figure => RawText.Number(figure.Workers)),
        new("seconds", figure => figure is BenchMark mark ? Rounded(mark.Time.TotalSeconds) : null),
        new("workersPerSecond", figure => figure is BenchMark mark ? Rounded(mark.RatePerSecond) : null),
        new("value", figure => figure is BenchCost cost ? Shown(cost) : null),
        new("unit", figure => figure is BenchCost cost ? cost.Unit : null));

    private static string Shown(BenchCost cost) =>
        cost.Unit == "bytes" ? cost.Value.ToString("0", CultureInfo.InvariantCulture) : Rounded(cost.Value);

    private static string Rounded(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
}

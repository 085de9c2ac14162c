using System.Globalization;
using ScaleSim.Core.Reports;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Bench;

/// <summary>bench.csv (docs/specs/bench.md).</summary>
internal static class BenchCsv
{
    public const string FileName = "bench.csv";

    public static CsvTable<BenchMark> Table { get; } = new(
        new("phase", mark => mark.Phase),
        new("workers", mark => RawText.Number(mark.Workers)),
        new("seconds", mark => Rounded(mark.Time.TotalSeconds)),
        new("workersPerSecond", mark => Rounded(mark.RatePerSecond)));

    private static string Rounded(double number) => number.ToString("0.000", CultureInfo.InvariantCulture);
}

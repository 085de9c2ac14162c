using static System.FormattableString;

namespace ScaleSim.Simulator.Bench;

/// <summary>The sentences of a bench, one figure each.</summary>
internal static class BenchText
{
    private const double Megabyte = 1e6;

    public static string Memory(long bytes, int workers) =>
        Invariant($"Memory per worker: {bytes / Megabyte / workers:0.0} MB all told ")
        + Invariant($"(available memory fell by {bytes / Megabyte:0} MB)");

    public static string Processes(long self, long keeper, long master) =>
        Invariant($"Resident: scalesim {self / Megabyte:0} MB, its keeper {keeper / Megabyte:0} MB, ")
        + Invariant($"the master {master / Megabyte:0} MB");

    public static string Cpu(TimeSpan own, TimeSpan all) =>
        Invariant($"ScaleSim and its keeper took {own.TotalSeconds:0.0}s ")
        + Invariant($"of {all.TotalSeconds:0.0}s CPU spent ({100 * own / all:0.0} %)");

    public static string Idle(TimeSpan own, TimeSpan all, TimeSpan time) =>
        Invariant($"Idle over {time.TotalSeconds:0}s: ScaleSim and its keeper {100 * own / time:0.0} % of a core, ")
        + Invariant($"the whole machine {100 * all / time:0.0} %");

    public static string Ratio(double ratio) => Invariant($"ScaleSim's rate is {ratio:0.00} of the bare client's");
}

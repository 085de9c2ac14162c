using System.Globalization;

namespace ScaleSim.Simulator.Terminal;

/// <summary>Times and rates as people read them.</summary>
internal static class Figures
{
    /// <summary><c>20 ms</c>, <c>38.2 s</c>, <c>2 min 3 s</c>, <c>1 h 2 min</c>.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 99.5 } => Invariant($"{Math.Max(0, time.TotalMilliseconds):0} ms"),
        { TotalSeconds: < 59.95 } => Invariant($"{time.TotalSeconds:0.0} s"),
        { TotalMinutes: < 59.99 } => OfSeconds((int)Math.Round(time.TotalSeconds)),
        _ => OfMinutes((int)Math.Round(time.TotalMinutes)),
    };

    /// <summary><c>13.1/s</c>, <c>0.03/s</c>; null where no time has passed.</summary>
    public static string? Rate(int count, TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
        {
            return null;
        }

        double rate = count / time.TotalSeconds;
        return rate < 0.095 ? Invariant($"{rate:0.00}/s") : Invariant($"{rate:0.0}/s");
    }

    /// <summary>A line of <c>bench</c>: <c>Processed 64 workers in 4.9s (13.1/s)</c>.</summary>
    public static string Processed(int workers, TimeSpan time) => $"Processed {WorkersIn(workers, time)}";

    /// <summary><c>64 workers in 4.9s (13.1/s)</c>, the form in which the field quotes such figures.</summary>
    public static string WorkersIn(int workers, TimeSpan time) =>
        Invariant($"{Count(workers, "worker")} in {time.TotalSeconds:0.0}s ({Rate(workers, time) ?? "-"})");

    /// <summary><c>1 worker</c>, <c>2 workers</c>.</summary>
    public static string Count(int count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string OfSeconds(int seconds) => Invariant($"{seconds / 60} min {seconds % 60} s");

    private static string OfMinutes(int minutes) => Invariant($"{minutes / 60} h {minutes % 60} min");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

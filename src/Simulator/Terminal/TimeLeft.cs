using ScaleSim.Core.Reports;

namespace ScaleSim.Simulator.Terminal;

/// <summary>How long a cluster lives, for people.</summary>
internal static class TimeLeft
{
    /// <summary><c>in 1 h 59 min, at 2026-11-21T12:51:00.000Z</c>; or that its time has passed.</summary>
    public static string Of(DateTimeOffset end, DateTimeOffset now) => end > now
        ? $"in {Figures.Duration(end - now)}, at {ReportText.Utc(end)}"
        : $"since {ReportText.Utc(end)}";

    /// <summary>The same for a column: <c>1 h 59 min</c>, <c>none</c>; empty for a cluster without an end.</summary>
    public static string Short(DateTimeOffset? end, DateTimeOffset now) =>
        end is not { } at ? "" : at > now ? Figures.Duration(at - now) : "none";
}

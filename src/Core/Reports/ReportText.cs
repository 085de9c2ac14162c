using System.Globalization;

namespace ScaleSim.Core.Reports;

/// <summary>Figures and times as report files write them: invariant, units in the column's name.</summary>
public static class ReportText
{
    /// <summary>Whole milliseconds, or null.</summary>
    public static string? Milliseconds(TimeSpan? time) =>
        time is TimeSpan known ? Whole((long)Math.Round(known.TotalMilliseconds)) : null;

    public static string? Whole(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>At most two decimals, or null.</summary>
    public static string? Rounded(double? number) => number?.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>For example <c>2026-11-21T10:51:00.123Z</c>.</summary>
    public static string Utc(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

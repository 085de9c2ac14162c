using System.Globalization;
using System.Text.RegularExpressions;

namespace ScaleSim.Simulator.Commands;

/// <summary>
/// Times as people write them: <c>90s</c>, <c>5m</c>, <c>2h</c>, <c>500ms</c>, <c>1m30s</c>, bare seconds.
/// </summary>
internal static partial class Durations
{
    // The longest time that a .NET timer takes is 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    private static readonly (string Part, double Seconds)[] Units = [("h", 3600), ("m", 60), ("s", 1), ("ms", 0.001)];

    /// <summary>Null for anything else, and for nothing or less.</summary>
    public static TimeSpan? TryParse(string text)
    {
        if (Number(text) is { } bare)
        {
            return Bounded(bare);
        }

        Match match = Parts().Match(text);
        if (!match.Success)
        {
            return null;
        }

        double seconds = 0;
        foreach ((string part, double unit) in Units)
        {
            if (match.Groups[part] is { Success: true } found)
            {
                seconds += (Number(found.Value) ?? double.NaN) * unit;
            }
        }

        return Bounded(seconds);
    }

    private static TimeSpan? Bounded(double seconds) =>
        seconds > 0 && seconds < Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;

    [GeneratedRegex(
        @"^((?<h>[0-9.]+)h)?((?<m>[0-9.]+)m)?((?<s>[0-9.]+)s)?((?<ms>[0-9.]+)ms)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Parts();
}

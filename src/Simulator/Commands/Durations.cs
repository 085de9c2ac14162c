using System.Globalization;

namespace ScaleSim.Simulator.Commands;

/// <summary>Times as people write them: <c>90s</c>, <c>5m</c>, <c>2h</c>, bare seconds.</summary>
internal static class Durations
{
    // The longest time that a .NET timer takes is 49 days.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>Null for anything else, and for nothing or less.</summary>
    public static TimeSpan? TryParse(string text)
    {
        double unit = text is [.., { } last] ? last switch { 'm' => 60, 'h' => 3600, _ => 1 } : 0;
        string digits = text.TrimEnd('s', 'm', 'h');
        return text.Length - digits.Length <= 1
            && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number > 0
            && number * unit < Longest.TotalSeconds
                ? TimeSpan.FromSeconds(number * unit)
                : null;
    }
}

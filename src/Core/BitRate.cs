using System.Globalization;

namespace ScaleSim.Core;

/// <summary>Bits per second as people write them, in powers of 1000: <c>100 Mbit/s</c>.</summary>
public static class BitRate
{
    /// <summary>One decimal at most, in the largest unit that gives 1 or more.</summary>
    public static string Format(long bits)
    {
        double value = bits;
        int unit = 0;
        while (Math.Abs(value) >= 999.95 && unit < 3)
        {
            value /= 1000;
            unit++;
        }

        string prefix = unit == 0 ? "" : $"{" kMG"[unit]}";
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {prefix}bit/s");
    }
}

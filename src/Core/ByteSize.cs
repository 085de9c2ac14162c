using System.Globalization;

namespace ScaleSim.Core;

/// <summary>
/// Sizes as people write them: <c>16MiB</c>, <c>64m</c>, <c>1g</c>, <c>32MB</c>, <c>4096</c>. KiB, MiB, GiB and the
/// single letters k, m, g (as in <c>docker run --memory</c>) are powers of 1024; KB, MB, GB are powers of 1000. Upper
/// and lower case are the same.
/// </summary>
public static class ByteSize
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("kib", 1L << 10), ("mib", 1L << 20), ("gib", 1L << 30), ("tib", 1L << 40),
        ("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("tb", 1_000_000_000_000),
        ("k", 1L << 10), ("m", 1L << 20), ("g", 1L << 30), ("t", 1L << 40),
        ("b", 1),
    ];

    /// <summary>
    /// Parses a size of zero or more; a fraction of a byte is dropped. False for anything else, with what is wrong
    /// and what to write in <paramref name="error"/>.
    /// </summary>
    public static bool TryParse(string? text, out long bytes, out string? error)
    {
        bytes = 0;
        string trimmed = (text ?? "").Trim().ToLowerInvariant();
        (string number, long unit) = Split(trimmed);
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
        {
            error = $"'{text}' is not a size. Write a number and a unit, such as 16MiB, 64m or 1g.";
            return false;
        }

        if (value > long.MaxValue / unit)
        {
            error = $"'{text}' is larger than the largest size, 8388607 TiB. Write a smaller one, such as 16MiB.";
            return false;
        }

        bytes = (long)(value * unit);
        error = null;
        return true;
    }

    /// <summary>One decimal at most, in the largest unit that gives 1 or more: <c>16 MiB</c>, <c>5.9 MiB</c>.</summary>
    public static string Format(long bytes)
    {
        if (bytes is > -1024 and < 1024)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{bytes} B");
        }

        double value = bytes;
        int unit = -1;
        while (Math.Abs(value) >= 1023.95 && unit < 3)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {"KMGT"[unit]}iB");
    }

    private static (string Number, long Unit) Split(string text)
    {
        foreach ((string unit, long bytes) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal))
            {
                return (text[..^unit.Length].TrimEnd(), bytes);
            }
        }

        return (text, 1);
    }
}

using System.Globalization;

namespace ScaleSim.Core.Hosts.Limits;

/// <summary>Reads files that hold numbers, as those under /proc/sys and in cgroups do.</summary>
public static class KernelNumbers
{
    /// <summary>
    /// The number at a place (from 0) in a file such as fs.file-nr, <c>1222  0  2466177</c>; <c>max</c> is the largest
    /// number there is. Null where the file can't be read or has no number there.
    /// </summary>
    public static long? ReadNumber(this IHostFiles files, string path, int place = 0)
    {
        string[] fields = (files.Read(path) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return place < fields.Length ? Parse(fields[place]) : null;
    }

    /// <summary>A number, or <c>max</c> or <c>unlimited</c> for the largest there is; null for anything else.</summary>
    public static long? Parse(string text) =>
        text is "max" or "unlimited" ? long.MaxValue
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number
        : null;
}

using System.Globalization;

namespace ScaleSim.Simulator.Doctor;

/// <summary>Numbers and settings as the doctor's sentences show them.</summary>
internal static class Figures
{
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 node</c>, <c>5 nodes</c>.</summary>
    public static string Count(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>Binary units with at most one decimal: <c>12 MiB</c>, <c>5.9 GiB</c>.</summary>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        double value = bytes;
        int unit = 0;
        for (; Math.Abs(value) >= 1023.95 && unit < units.Length - 1; unit++)
        {
            value /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {units[unit]}");
    }

    /// <summary>How to raise a kernel setting.</summary>
    public static string Sysctl(string key, long value) => string.Create(
        CultureInfo.InvariantCulture,
        $"As root, and in a file under /etc/sysctl.d to keep it:\nsysctl -w {key}={value}");
}

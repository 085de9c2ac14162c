using System.Globalization;

namespace ScaleSim.Simulator.Doctor;

/// <summary>Numbers and settings as the doctor's sentences show them.</summary>
internal static class Figures
{
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 node</c>, <c>5 nodes</c>.</summary>
    public static string Count(long number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>How to raise a kernel setting.</summary>
    public static string Sysctl(string key, long value) =>
        Sysctl(key, value.ToString(CultureInfo.InvariantCulture));

    public static string Sysctl(string key, string value) =>
        $"As root, and in a file under /etc/sysctl.d to keep it:\nsysctl -w {key}={value}";
}

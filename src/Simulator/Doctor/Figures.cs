using System.Globalization;
using ScaleSim.Core;

namespace ScaleSim.Simulator.Doctor;

/// <summary>Numbers and settings as the doctor's sentences show them.</summary>
internal static class Figures
{
    public static string Count(long number) => Quantity.Of(number);

    /// <summary><c>1 node</c>, <c>5 nodes</c>.</summary>
    public static string Count(long number, string noun) => Quantity.Of(number, noun);

    /// <summary>How to raise a limit of the kernel.</summary>
    public static string Raise(string key, long value) => string.Create(
        CultureInfo.InvariantCulture,
        $"scalesim doctor --fix as root (--print-sysctl writes the file that keeps it), or:\nsysctl -w {key}={value}");

    /// <summary>How to change a kernel setting that is no mere limit.</summary>

    public static string Sysctl(string key, string value) =>
        $"As root, and in a file under /etc/sysctl.d to keep it:\nsysctl -w {key}={value}";
}

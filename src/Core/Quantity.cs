using System.Globalization;

namespace ScaleSim.Core;

/// <summary>Whole numbers in sentences.</summary>
public static class Quantity
{
    /// <summary><c>1,024</c>.</summary>
    public static string Of(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>1 node</c>, <c>5 nodes</c>.</summary>
    public static string Of(long number, string noun) => $"{Of(number)} {noun}{(number == 1 ? "" : "s")}";
}

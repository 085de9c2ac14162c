using System.Globalization;
using ScaleSim.Core;
using ScaleSim.Core.Capacity;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Capacity.Output;

/// <summary>Amounts as people read them.</summary>
internal static class CapacityFigures
{
    /// <summary><c>9.4 MiB</c>, <c>10.5</c>, <c>0.0021 cores</c>, <c>0.12 s</c>.</summary>
    public static string Amount(double amount, CapacityUnit unit) => unit switch
    {
        CapacityUnit.Bytes => ByteSize.Format((long)amount),
        CapacityUnit.Cores => Invariant($"{amount:0.0###} cores"),
        CapacityUnit.Seconds => amount < 10 ? Invariant($"{amount:0.00} s") : Invariant($"{amount:N0} s"),
        _ => amount < 100 ? Invariant($"{amount:0.##}") : Invariant($"{amount:N0}"),
    };

    /// <summary><c>2,412</c>; <c>100,000+</c> at the size that no cluster passes.</summary>
    public static string Workers(int count) =>
        count >= ClusterSpec.WorkersMax ? $"{Quantity.Of(count)}+" : Quantity.Of(count);

    /// <summary><c>$0.40</c>, <c>$1,204.30</c>.</summary>
    public static string Dollars(decimal dollars) => Invariant($"${dollars:N2}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

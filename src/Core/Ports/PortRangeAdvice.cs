namespace ScaleSim.Core.Ports;

/// <summary>Finds a range that would do.</summary>
public static class PortRangeAdvice
{
    /// <value>Advice is given in thousands, as people think of port ranges.</value>
    private const int Step = 1000;

    /// <summary>
    /// A range with at least so many ports that nobody uses, outside the ephemeral ones, with the same first port
    /// where that is possible; null where there is none.
    /// </summary>
    public static PortRange? Widen(PortRange range, int needed, IReadOnlySet<int> inUse)
    {
        int size = needed;
        while (OfSize(range, size) is { } wider)
        {
            int free = wider.Count - inUse.Count(wider.Contains);
            if (free >= needed)
            {
                return wider;
            }

            size = wider.Count + needed - free;
        }

        return null;
    }

    private static PortRange? OfSize(PortRange range, int size)
    {
        int rounded = (size + Step - 1) / Step * Step;
        int last = range.First > PortRange.Ephemeral.Last ? PortRange.PortMax : PortRange.Ephemeral.First - 1;
        if (range.First + size - 1 <= last)
        {
            return new PortRange(range.First, Math.Min(range.First + rounded - 1, last));
        }

        last = PortRange.Ephemeral.First - 1;
        int first = last - size + 1;
        return first < PortRange.PortMin
            ? null
            : new PortRange(Math.Max(PortRange.PortMin, first / Step * Step), last);
    }
}

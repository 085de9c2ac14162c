using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Ports;

/// <summary>Finds what is wrong with a port range on any machine.</summary>
internal static class PortRangeValidator
{
    /// <summary>Whether ports can be counted in it, whatever else is wrong.</summary>
    public static bool IsMeasurable(PortRange range) =>
        range.First >= PortRange.PortMin && range.Last <= PortRange.PortMax && range.First <= range.Last;

    public static void Validate(PortRange range, PlanErrors errors)
    {
        if (range.First > range.Last)
        {
            errors.Wrong(
                $"Port range {range} is reversed",
                $"{range.First} is above {range.Last}",
                $"Write it as --ports {range.Last}-{range.First}");
        }
        else if (!IsMeasurable(range))
        {
            errors.Wrong(
                $"Port range {range} leaves the ports that workers can have",
                $"those are {PortRange.PortMin}-{PortRange.PortMax}",
                $"Give a range inside, such as --ports {PortRange.Default}");
        }
        else if (range.Overlaps(PortRange.Ephemeral))
        {
            errors.Wrong(
                $"Port range {range} overlaps {PortRange.Ephemeral}",
                "from there a node's kernel takes the ports of outgoing connections, so a worker's may be gone",
                $"Give a range below {PortRange.Ephemeral.First}, such as --ports {PortRange.Default}");
        }
    }
}

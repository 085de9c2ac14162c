using System.Globalization;
using ScaleSim.Core.Ports;

namespace ScaleSim.Core.Hosts;

/// <summary>The kernel's settings of ports, under /proc/sys/net/ipv4.</summary>
internal static class KernelPorts
{
    /// <summary>ip_local_port_range, such as <c>32768\t60999</c>; null where it can't be read.</summary>
    public static PortRange? ReadEphemeral(IHostFiles files)
    {
        string text = files.Read("/proc/sys/net/ipv4/ip_local_port_range") ?? "";
        string[] fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 2 ? TryRange(fields[0], fields[1]) : null;
    }

    /// <summary>ip_local_reserved_ports, such as <c>8080,9148-9150</c>; an empty line where there are none.</summary>
    public static IEnumerable<int> ReadReserved(IHostFiles files)
    {
        string text = files.Read("/proc/sys/net/ipv4/ip_local_reserved_ports") ?? "";
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] ends = part.Split('-');
            if (TryRange(ends[0], ends[^1]) is { } range)
            {
                foreach (int port in Enumerable.Range(range.First, range.Count))
                {
                    yield return port;
                }
            }
        }
    }

    private static PortRange? TryRange(string first, string last) =>
        ushort.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out ushort from)
        && ushort.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out ushort to)
        && from <= to
            ? new PortRange(from, to)
            : null;
}

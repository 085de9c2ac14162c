using System.Buffers.Binary;
using System.Globalization;

namespace ScaleSim.Core.Hosts;

/// <summary>The IPv4 routes of this machine: the main table, and all tables where the kernel shows them.</summary>
public static class RouteTable
{
    /// <summary>Default routes, guard and duplicates included; empty where neither file can be read.</summary>
    public static IReadOnlyList<HostRoute> Read(IHostFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return
        [
            .. ParseRoutes(files.Read("/proc/net/route") ?? "")
                .Concat(ForwardingTrie.Parse(files.Read("/proc/net/fib_trie") ?? ""))
                .Distinct(),
        ];
    }

    /// <summary>The interfaces that the main table has routes over, with the routes' destinations.</summary>
    public static IReadOnlyList<(string Interface, Ipv4Network Network)> ReadInterfaces(IHostFiles files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return [.. ParseLines(files.Read("/proc/net/route") ?? "")];
    }

    /// <summary>
    /// Parses /proc/net/route. Addresses are hexadecimal in the byte order of the CPU, which is little endian on all
    /// that .NET runs on but s390x; a route that discards has no interface:
    /// <code>
    /// Iface   Destination  Gateway   Flags RefCnt Use Metric      Mask      MTU Window IRTT
    /// eth0    00000000     010200C0  0003  0      0   0           00000000  0   0      0
    /// docker0 000011AC     00000000  0001  0      0   0           0000FFFF  0   0      0
    /// *       000012C6     00000000  0201  0      0   4294967295  0000FEFF  0   0      0
    /// </code>
    /// Lines of another form are left out.
    /// </summary>
    internal static IEnumerable<HostRoute> ParseRoutes(string text) =>
        ParseLines(text).Select(line => new HostRoute(line.Network, line.Interface == "*"));

    private static IEnumerable<(string Interface, Ipv4Network Network)> ParseLines(string text)
    {
        foreach (string line in text.Split('\n').Skip(1))
        {
            string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 8 && TryAddress(fields[1], out uint address) && TryAddress(fields[7], out uint mask))
            {
                yield return (fields[0], new Ipv4Network(address, int.PopCount((int)mask)));
            }
        }
    }

    private static bool TryAddress(string text, out uint address)
    {
        bool parsed = uint.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out uint raw);
        address = BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(raw) : raw;
        return parsed && text.Length == 8;
    }
}

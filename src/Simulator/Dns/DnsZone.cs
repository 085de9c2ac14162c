using System.Globalization;
using System.Net;
using System.Text;
using ScaleSim.Core.Hosts;

namespace ScaleSim.Simulator.Dns;

/// <summary>A part of the tree of names that is answered for.</summary>
/// <param name="Apex">Its topmost name, as sent.</param>
/// <param name="Reach">Which of the names below it are its own.</param>
/// <param name="Subnet">With <see cref="DnsZoneReach.Subnet"/>.</param>
internal sealed record DnsZone(byte[] Apex, DnsZoneReach Reach, Ipv4Network Subnet = default)
{
    /// <summary>Whether it knows for sure that a name below its apex does not exist.</summary>
    public bool Owns(ReadOnlySpan<byte> name) => Reach switch
    {
        DnsZoneReach.Apex => false,
        DnsZoneReach.Subnet => OwnsAddress(name[..^Apex.Length]),
        _ => true,
    };

    /// <summary>
    /// The zone of a subnet smaller than 256 addresses holds others' too: <c>9.4.18.198.in-addr.arpa</c> is theirs.
    /// </summary>
    private bool OwnsAddress(ReadOnlySpan<byte> below)
    {
        while (DnsName.Parent(below) is { Length: > 0 } parent)
        {
            below = parent;
        }

        string label = Encoding.ASCII.GetString(below[1..]);
        return !byte.TryParse(label, NumberStyles.None, CultureInfo.InvariantCulture, out byte last)
            || Subnet.Contains(new IPAddress([.. Subnet.Address.GetAddressBytes().AsSpan(0, 3), last]));
    }
}

using System.Globalization;
using System.Net;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Names;
using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Dns;

/// <summary>
/// Everything that is answered for one cluster, ready to be looked up: <c>CLUSTER.scalesim.internal</c>, the bare name
/// <c>scalesim.internal</c> above it, and the reverse names of the cluster's subnet. Immutable.
/// </summary>
internal sealed class DnsZones
{
    private const string ServerWord = "dns";
    private const string MailboxWord = "hostmaster";
    private const string ReverseSuffix = "in-addr.arpa";

    private readonly Dictionary<byte[], DnsOwner> _owners = new(DnsNameComparer.Instance);
    private readonly Dictionary<byte[], DnsOwner>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    /// <param name="server">Where this is answered: the address of the zones' name server.</param>
    /// <param name="serial">Goes up with each change.</param>
    /// <exception cref="ArgumentException">A name is none, or an address.</exception>
    public DnsZones(NameTable table, IPAddress server, uint serial)
    {
        ClusterNames names = new(table.Cluster);
        Serial = serial;
        ServerName = DnsName.ToWire(names.Full(ServerWord));
        ServerAddress = server.GetAddressBytes();
        Mailbox = DnsName.ToWire(names.Full(MailboxWord));
        _lookup = _owners.GetAlternateLookup<ReadOnlySpan<byte>>();
        DnsZone cluster = AddZone(names.Domain, DnsZoneReach.All);
        _ = AddZone(ClusterNames.Suffix, DnsZoneReach.Apex);
        AddAddresses(table, cluster, names);
        if (Ipv4Network.TryParse(table.Subnet, out Ipv4Network subnet))
        {
            AddReverse(table, subnet);
        }
    }

    public uint Serial { get; }

    public byte[] ServerName { get; }

    public byte[] ServerAddress { get; }

    /// <value>The mailbox that an SOA record names; nobody reads it.</value>
    public byte[] Mailbox { get; }

    /// <summary>Looks a name up.</summary>
    /// <param name="name">As sent, in lower case.</param>
    /// <param name="zone">The zone that the answer speaks for; null for a refusal.</param>
    /// <param name="owner">The name's records; null where it has none.</param>
    public DnsCode Find(ReadOnlySpan<byte> name, out DnsZone? zone, out DnsOwner? owner)
    {
        if (_lookup.TryGetValue(name, out owner))
        {
            zone = owner.Zone;
            return DnsCode.NoError;
        }

        for (ReadOnlySpan<byte> above = name; above.Length > 1; above = DnsName.Parent(above))
        {
            if (_lookup.TryGetValue(above, out DnsOwner? found) && found.IsApex)
            {
                zone = found.Zone.Owns(name) ? found.Zone : null;
                return zone is null ? DnsCode.Refused : DnsCode.NameError;
            }
        }

        zone = null;
        return DnsCode.Refused;
    }

    /// <summary>
    /// The zones on octet borders that cover a subnet: the four of 198.18.4.0/22 are <c>4.18.198.in-addr.arpa</c> to
    /// <c>7.18.198.in-addr.arpa</c>.
    /// </summary>
    public static IEnumerable<string> ReverseZonesOf(Ipv4Network subnet)
    {
        int octets = Math.Min(3, (subnet.PrefixLength + 7) / 8);
        int count = 1 << Math.Max(0, (8 * octets) - subnet.PrefixLength);
        return Enumerable.Range(0, count).Select(index =>
            ReverseName(subnet.Subnet(8 * octets, octets == 0 ? 0 : index).Address, octets));
    }

    private static string ReverseName(IPAddress address, int octets) => string.Join(
        '.',
        address.GetAddressBytes().Take(octets).Reverse()
            .Select(octet => octet.ToString(CultureInfo.InvariantCulture))
            .Append(ReverseSuffix));

    private DnsZone AddZone(string apex, DnsZoneReach reach, Ipv4Network subnet = default)
    {
        byte[] name = DnsName.ToWire(apex);
        DnsZone zone = new(name, reach, subnet);
        _owners[name] = new DnsOwner(zone, DnsType.None, [], IsApex: true);
        return zone;
    }

    private void AddAddresses(NameTable table, DnsZone zone, ClusterNames names)
    {
        Add(ServerName, zone, DnsType.A, [ServerAddress]);
        foreach (IGrouping<string, HostName> same in table.Names.GroupBy(name => name.Name))
        {
            byte[][] addresses = [.. same.Select(name => IPAddress.Parse(name.Address).GetAddressBytes())];
            // An external master may have an address of the other family; no name has both.
            int length = addresses[0].Length;
            Add(
                DnsName.ToWire(names.Full(same.Key)),
                zone,
                length == 4 ? DnsType.A : DnsType.Aaaa,
                [.. addresses.Where(address => address.Length == length)]);
        }
    }

    private void AddReverse(NameTable table, Ipv4Network subnet)
    {
        DnsZoneReach reach = subnet.PrefixLength > 24 ? DnsZoneReach.Subnet : DnsZoneReach.All;
        foreach (string apex in ReverseZonesOf(subnet))
        {
            AddZone(apex, reach, subnet);
        }

        foreach (HostName known in table.Reverse)
        {
            IPAddress address = IPAddress.Parse(known.Address);
            byte[] name = DnsName.ToWire(ReverseName(address, 4));
            if (subnet.Contains(address))
            {
                _ = Find(name, out DnsZone? zone, out _);
                Add(name, zone!, DnsType.Ptr, [DnsName.ToWire(table.FullName(known))]);
            }
        }
    }

    /// <summary>Adds a name, and those between it and the apex, which exist without records (RFC 8020).</summary>
    private void Add(byte[] name, DnsZone zone, DnsType type, IReadOnlyList<byte[]> data)
    {
        _owners[name] = new DnsOwner(zone, type, data, IsApex: false);
        for (ReadOnlySpan<byte> above = DnsName.Parent(name); above.Length > zone.Apex.Length;
            above = DnsName.Parent(above))
        {
            _owners.TryAdd(above.ToArray(), new DnsOwner(zone, DnsType.None, [], IsApex: false));
        }
    }
}

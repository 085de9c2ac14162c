using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ScaleSim.Core.Hosts;

/// <summary>An IPv4 network in CIDR form, such as 198.18.4.0/22.</summary>
public readonly record struct Ipv4Network
{
    private readonly uint _address;

    /// <param name="address">Any address in the network; the host bits are dropped.</param>
    /// <param name="prefixLength">0 to 32.</param>
    /// <exception cref="ArgumentOutOfRangeException">The prefix length is not 0 to 32.</exception>
    public Ipv4Network(uint address, int prefixLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, 32);
        PrefixLength = prefixLength;
        _address = prefixLength == 0 ? 0 : address & (uint.MaxValue << (32 - prefixLength));
    }

    public int PrefixLength { get; }

    public IPAddress Address => ToAddress(_address);

    /// <summary>The address at an offset from the network's own: 1 is the usual gateway.</summary>
    public IPAddress AddressAt(int offset) => ToAddress(_address + (uint)offset);

    public bool Overlaps(Ipv4Network other)
    {
        int shared = Math.Min(PrefixLength, other.PrefixLength);
        return new Ipv4Network(_address, shared)._address == new Ipv4Network(other._address, shared)._address;
    }

    public bool Contains(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork
        && new Ipv4Network(FromAddress(address), PrefixLength)._address == _address;

    /// <summary>The network of this size that lies <paramref name="index"/> networks after this one's start.</summary>
    public Ipv4Network Subnet(int prefixLength, int index) =>
        new(_address + ((uint)index << (32 - prefixLength)), prefixLength);

    /// <summary>Parses <c>198.18.0.0/15</c>; anything else, IPv6 included, is false.</summary>
    public static bool TryParse(string? text, out Ipv4Network network)
    {
        network = default;
        string[] parts = (text ?? "").Split('/');
        if (parts.Length != 2
            || !IPAddress.TryParse(parts[0], out IPAddress? address)
            || address.AddressFamily != AddressFamily.InterNetwork
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int prefix)
            || prefix > 32)
        {
            return false;
        }

        network = new Ipv4Network(FromAddress(address), prefix);
        return true;
    }

    public override string ToString() => $"{Address}/{PrefixLength}";

    private static uint FromAddress(IPAddress address) =>
        BinaryPrimitives.ReadUInt32BigEndian(address.GetAddressBytes());

    private static IPAddress ToAddress(uint address)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return new IPAddress(bytes);
    }
}

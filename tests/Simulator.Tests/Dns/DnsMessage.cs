using System.Buffers.Binary;
using System.Text;

namespace ScaleSim.Simulator.Tests.Dns;

/// <summary>A query being made, byte by byte, so that it can also be wrong.</summary>
internal sealed class DnsMessage
{
    public const ushort A = 1;
    public const ushort Ns = 2;
    public const ushort Soa = 6;
    public const ushort Ptr = 12;
    public const ushort Aaaa = 28;
    public const ushort Opt = 41;
    public const ushort Any = 255;

    private readonly List<byte> _sections = [];
    private readonly ushort[] _counts = new ushort[4];

    public ushort Id { get; init; } = 0x1234;

    /// <value>RD alone, as a stub resolver sends it.</value>
    public ushort Flags { get; init; } = 0x0100;

    public static byte[] Query(string name, ushort type = A) => new DnsMessage().Question(name, type).Bytes();

    public DnsMessage Question(string name, ushort type = A, ushort @class = 1)
    {
        _sections.AddRange(NameOf(name));
        UInt16(type);
        UInt16(@class);
        _counts[0]++;
        return this;
    }

    /// <summary>An OPT record in the additional section.</summary>
    public DnsMessage Extension(ushort payload = 1232, byte version = 0, ushort flags = 0, params byte[] options) =>
        Record(3, [0], Opt, payload, ((uint)version << 16) | flags, options);

    /// <param name="section">1 for answers, 2 for authorities, 3 for additionals.</param>
    public DnsMessage Record(int section, byte[] owner, ushort type, ushort @class, uint timeToLive, byte[] data)
    {
        _sections.AddRange(owner);
        UInt16(type);
        UInt16(@class);
        UInt16((ushort)(timeToLive >> 16));
        UInt16((ushort)timeToLive);
        UInt16((ushort)data.Length);
        _sections.AddRange(data);
        _counts[section]++;
        return this;
    }

    public DnsMessage Raw(params byte[] bytes)
    {
        _sections.AddRange(bytes);
        return this;
    }

    public DnsMessage Count(int section, ushort count)
    {
        _counts[section] = count;
        return this;
    }

    public byte[] Bytes()
    {
        byte[] bytes = new byte[12 + _sections.Count];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, Id);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2), Flags);
        for (int section = 0; section < _counts.Length; section++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4 + (2 * section)), _counts[section]);
        }

        _sections.CopyTo(bytes, 12);
        return bytes;
    }

    public static byte[] NameOf(string name) => name.Length == 0
        ? [0]
        : [.. name.Split('.').SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    private void UInt16(ushort value)
    {
        _sections.Add((byte)(value >> 8));
        _sections.Add((byte)value);
    }
}

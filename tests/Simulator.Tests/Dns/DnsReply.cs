using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;
using ScaleSim.Simulator.Dns;

namespace ScaleSim.Simulator.Tests.Dns;

/// <summary>A reply, read by other code than the one that wrote it. Throws where it is not as it must be.</summary>
internal sealed class DnsReply
{
    private readonly byte[] _bytes;
    private int _position = 12;

    private DnsReply(byte[] bytes)
    {
        _bytes = bytes;
        Assert.True(bytes.Length >= 12);
        Questions = [.. Enumerable.Range(0, UInt16At(4)).Select(_ => (Name(), UInt16(), UInt16()))];
        Answers = Records(6);
        Authorities = Records(8);
        IReadOnlyList<DnsRecord> additionals = Records(10);
        Extension = additionals.SingleOrDefault(record => record.Type == DnsMessage.Opt);
        Additionals = [.. additionals.Where(record => record.Type != DnsMessage.Opt)];
        Assert.Equal(bytes.Length, _position);
    }

    public int Length => _bytes.Length;

    public ushort Id => UInt16At(0);

    public ushort Flags => UInt16At(2);

    public bool IsReply => (Flags & 0x8000) != 0;

    public int Opcode => (Flags >> 11) & 15;

    public bool IsAuthoritative => (Flags & 0x0400) != 0;

    public bool IsTruncated => (Flags & 0x0200) != 0;

    public bool RecursionDesired => (Flags & 0x0100) != 0;

    public bool RecursionAvailable => (Flags & 0x0080) != 0;

    /// <value>With the upper bits of the OPT record.</value>
    public int Code => (Flags & 15) | (int)((Extension?.TimeToLive ?? 0) >> 24 << 4);

    public IReadOnlyList<(string Name, ushort Type, ushort Class)> Questions { get; }

    public IReadOnlyList<DnsRecord> Answers { get; }

    public IReadOnlyList<DnsRecord> Authorities { get; }

    /// <value>But for the OPT record.</value>
    public IReadOnlyList<DnsRecord> Additionals { get; }

    public DnsRecord? Extension { get; }

    public static DnsReply Read(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    public static DnsReply To(DnsResponder responder, byte[] message, bool isStream = false)
    {
        byte[] reply = new byte[isStream ? ushort.MaxValue : 1232];
        int length = responder.Answer(message, reply, isStream);
        Assert.True(length > 0, "there is no reply");
        return Read(reply.AsSpan(0, length));
    }

    private DnsRecord[] Records(int count) => [.. Enumerable.Range(0, UInt16At(count)).Select(_ => Record())];

    private DnsRecord Record()
    {
        string name = Name();
        ushort type = UInt16();
        ushort @class = UInt16();
        uint timeToLive = UInt32();
        int length = UInt16();
        int end = _position + length;
        string data = type switch
        {
            DnsMessage.A or DnsMessage.Aaaa => new IPAddress(_bytes.AsSpan(_position, length)).ToString(),
            DnsMessage.Ptr or DnsMessage.Ns => Name(),
            DnsMessage.Soa => string.Create(
                CultureInfo.InvariantCulture,
                $"{Name()} {Name()} {UInt32()} {UInt32()} {UInt32()} {UInt32()} {UInt32()}"),
            _ => Convert.ToHexString(_bytes, _position, length),
        };
        Assert.True(type is not (DnsMessage.Ptr or DnsMessage.Ns or DnsMessage.Soa) || _position == end);
        _position = end;
        return new DnsRecord(name, type, @class, timeToLive, data);
    }

    private string Name()
    {
        var labels = new List<string>();
        int place = _position;
        int end = -1;
        for (int jumps = 0; _bytes[place] != 0;)
        {
            if ((_bytes[place] & 0xC0) == 0xC0)
            {
                end = end < 0 ? place + 2 : end;
                int target = UInt16At(place) & 0x3FFF;
                Assert.True(target < place && target >= 12 && ++jumps < 10, "a pointer leads nowhere");
                place = target;
                continue;
            }

            Assert.True(_bytes[place] < 64);
            labels.Add(Encoding.ASCII.GetString(_bytes, place + 1, _bytes[place]));
            place += _bytes[place] + 1;
        }

        _position = end < 0 ? place + 1 : end;
        return string.Join('.', labels);
    }

    private ushort UInt16At(int place) => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(place));

    private ushort UInt16()
    {
        _position += 2;
        return UInt16At(_position - 2);
    }

    private uint UInt32()
    {
        _position += 4;
        return BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(_position - 4));
    }
}

using System.Buffers.Binary;

namespace ScaleSim.Simulator.Dns;

/// <summary>A query as it came, looked at once and never trusted.</summary>
internal ref struct DnsQuery
{
    public const int HeaderLength = 12;

    /// <value>What every asker can take over UDP (RFC 1035 section 4.2.1).</value>
    public const int PayloadMin = 512;

    /// <value>The most that is sent over UDP whatever the asker can take: no fragments (DNS flag day 2020).</value>
    public const int PayloadMax = 1232;

    public ushort Id { get; private set; }

    /// <value>The header's second word as sent: QR, opcode and the flags.</value>
    public ushort Flags { get; private set; }

    public readonly int Opcode => (Flags >> 11) & 0xF;

    /// <value>The question as sent, with the case of its letters; empty where it can't be read.</value>
    public ReadOnlySpan<byte> Question { get; private set; }

    /// <value>The question's name as sent.</value>
    public readonly ReadOnlySpan<byte> Name => Question[..^4];

    public DnsType Type { get; private set; }

    public ushort Class { get; private set; }

    /// <value>Whether something in it is not as it must be.</value>
    public bool IsMalformed { get; private set; }

    public bool HasExtension { get; private set; }

    /// <value>The version of EDNS that the asker speaks; there is only 0.</value>
    public byte ExtensionVersion { get; private set; }

    /// <value>Whether the asker can take DNSSEC records; said back, as RFC 3225 wants.</value>
    public bool DnssecOk { get; private set; }

    /// <value>The longest answer over UDP, in bytes.</value>
    public int PayloadSize { get; private set; }

    /// <param name="message">At least a header.</param>
    public static DnsQuery Read(ReadOnlySpan<byte> message)
    {
        DnsQuery query = new()
        {
            Id = BinaryPrimitives.ReadUInt16BigEndian(message),
            Flags = BinaryPrimitives.ReadUInt16BigEndian(message[2..]),
            PayloadSize = PayloadMin,
        };
        DnsReader reader = new(message);
        query.IsMalformed = !reader.TrySkip(HeaderLength) || !query.TryRead(message, ref reader);
        return query;
    }

    private bool TryRead(ReadOnlySpan<byte> message, ref DnsReader reader)
    {
        // More than one question has no meaning (RFC 9619), and none at all only with cookies.
        if (BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1
            || !reader.TrySkipName(mayPoint: false)
            || !reader.TryReadUInt16(out ushort type)
            || !reader.TryReadUInt16(out ushort @class))
        {
            return false;
        }

        Type = (DnsType)type;
        Class = @class;
        Question = message[HeaderLength..reader.Position];
        int others = BinaryPrimitives.ReadUInt16BigEndian(message[6..])
            + BinaryPrimitives.ReadUInt16BigEndian(message[8..]);
        int additional = BinaryPrimitives.ReadUInt16BigEndian(message[10..]);
        for (int i = 0; i < others + additional; i++)
        {
            if (!TryReadRecord(message, ref reader, isAdditional: i >= others))
            {
                return false;
            }
        }

        return reader.IsAtEnd;
    }

    private bool TryReadRecord(ReadOnlySpan<byte> message, ref DnsReader reader, bool isAdditional)
    {
        int start = reader.Position;
        if (!reader.TrySkipName(mayPoint: true))
        {
            return false;
        }

        bool isRoot = message[start] == 0;
        if (!reader.TryReadUInt16(out ushort type)
            || !reader.TryReadUInt16(out ushort @class)
            || !reader.TryReadUInt32(out uint timeToLive)
            || !reader.TryReadUInt16(out ushort length))
        {
            return false;
        }

        int data = reader.Position;
        return reader.TrySkip(length)
            && ((DnsType)type != DnsType.Opt
                || (isAdditional && isRoot && TryExtend(@class, timeToLive, message.Slice(data, length))));
    }

    /// <summary>Takes the OPT record; a second one is a mistake (RFC 6891 section 6.1.1).</summary>
    private bool TryExtend(ushort payload, uint fields, ReadOnlySpan<byte> options)
    {
        if (HasExtension)
        {
            return false;
        }

        HasExtension = true;
        ExtensionVersion = (byte)(fields >> 16);
        DnssecOk = (fields & 0x8000) != 0;
        PayloadSize = Math.Clamp((int)payload, PayloadMin, PayloadMax);
        DnsReader reader = new(options);
        while (!reader.IsAtEnd)
        {
            // No option is known here: each is passed over, whatever its code.
            if (!reader.TryReadUInt16(out _)
                || !reader.TryReadUInt16(out ushort length)
                || !reader.TrySkip(length))
            {
                return false;
            }
        }

        return true;
    }
}

using System.Buffers.Binary;

namespace ScaleSim.Simulator.Dns;

/// <summary>Reads a message that anybody may have made: each step says whether it was possible.</summary>
internal ref struct DnsReader(ReadOnlySpan<byte> message)
{
    // Two bits of a length byte say that the rest of the name stands elsewhere (RFC 1035 section 4.1.4).
    private const byte Pointer = 0xC0;

    private readonly ReadOnlySpan<byte> _message = message;

    public int Position { get; private set; }

    public readonly bool IsAtEnd => Position == _message.Length;

    public bool TrySkip(int count)
    {
        if (_message.Length - Position < count)
        {
            return false;
        }

        Position += count;
        return true;
    }

    public bool TryReadUInt16(out ushort value)
    {
        bool isThere = BinaryPrimitives.TryReadUInt16BigEndian(_message[Position..], out value);
        Position += isThere ? sizeof(ushort) : 0;
        return isThere;
    }

    public bool TryReadUInt32(out uint value)
    {
        bool isThere = BinaryPrimitives.TryReadUInt32BigEndian(_message[Position..], out value);
        Position += isThere ? sizeof(uint) : 0;
        return isThere;
    }

    /// <summary>Goes behind a name. A pointer is not followed, only checked to lead back: there are no loops.</summary>
    /// <param name="mayPoint">False for the first name of a message, which has nothing to point at.</param>
    public bool TrySkipName(bool mayPoint)
    {
        int start = Position;
        while (Position < _message.Length)
        {
            byte length = _message[Position];
            if (length >= Pointer)
            {
                return mayPoint
                    && TryReadUInt16(out ushort pointer)
                    && (pointer & 0x3FFF) >= DnsQuery.HeaderLength
                    && (pointer & 0x3FFF) < start;
            }

            if (length == 0)
            {
                return TrySkip(1);
            }

            // A label, and at least the zero after it.
            if (length > DnsName.LabelMax
                || Position - start + length + 2 > DnsName.LengthMax
                || !TrySkip(length + 1))
            {
                return false;
            }
        }

        return false;
    }
}

using System.Buffers.Binary;

namespace ScaleSim.Simulator.Dns;

/// <summary>Writes a reply into a buffer whose length is the reply's limit; what does not fit is not written.</summary>
internal ref struct DnsReplyWriter(Span<byte> buffer)
{
    private const ushort ClassInternet = 1;
    private const ushort PointerMark = 0xC000;

    // What is further away can't be pointed at.
    private const int PointerMax = 0x3FFF;

    private readonly Span<byte> _buffer = buffer;

    public int Length { get; private set; }

    /// <value>Whether something did not fit.</value>
    public bool IsFull { get; private set; }

    public void UInt16(ushort value)
    {
        Span<byte> place = Take(sizeof(ushort));
        if (!place.IsEmpty)
        {
            BinaryPrimitives.WriteUInt16BigEndian(place, value);
        }
    }

    public void UInt32(uint value)
    {
        Span<byte> place = Take(sizeof(uint));
        if (!place.IsEmpty)
        {
            BinaryPrimitives.WriteUInt32BigEndian(place, value);
        }
    }

    public void Bytes(scoped ReadOnlySpan<byte> bytes) => _ = bytes.TryCopyTo(Take(bytes.Length));

    /// <summary>
    /// Writes a name; its longest end that stands in the reply already, in the same case, is pointed at instead.
    /// </summary>
    public void Name(scoped ReadOnlySpan<byte> name)
    {
        scoped ReadOnlySpan<byte> rest = name;
        while (rest.Length > 1)
        {
            int known = PlaceOf(rest);
            if (known >= 0)
            {
                Bytes(name[..^rest.Length]);
                UInt16((ushort)(PointerMark | known));
                return;
            }

            rest = DnsName.Parent(rest);
        }

        Bytes(name);
    }

    /// <summary>Begins a record; its data follow, and <see cref="EndRecord"/>.</summary>
    /// <returns>Where its data's length belongs.</returns>
    public int BeginRecord(scoped ReadOnlySpan<byte> owner, DnsType type, uint timeToLive)
    {
        Name(owner);
        UInt16((ushort)type);
        UInt16(ClassInternet);
        UInt32(timeToLive);
        UInt16(0);
        return Length - sizeof(ushort);
    }

    public readonly void EndRecord(int start)
    {
        if (!IsFull)
        {
            WriteAt(start, (ushort)(Length - start - sizeof(ushort)));
        }
    }

    public readonly void WriteAt(int position, ushort value) =>
        BinaryPrimitives.WriteUInt16BigEndian(_buffer[position..], value);

    /// <summary>Takes back all that was written from there on.</summary>
    public void CutTo(int length)
    {
        Length = length;
        IsFull = false;
    }

    private readonly int PlaceOf(scoped ReadOnlySpan<byte> name)
    {
        int place = _buffer[..Length][DnsQuery.HeaderLength..].IndexOf(name);
        return place < 0 || place + DnsQuery.HeaderLength > PointerMax ? -1 : place + DnsQuery.HeaderLength;
    }

    private Span<byte> Take(int count)
    {
        if (IsFull || _buffer.Length - Length < count)
        {
            IsFull = true;
            return default;
        }

        Span<byte> place = _buffer.Slice(Length, count);
        Length += count;
        return place;
    }
}

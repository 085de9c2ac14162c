namespace ScaleSim.Simulator.Dns;

/// <summary>
/// Answers queries for one cluster's names, without recursion: pure but for the zones, which can be replaced while it
/// answers. Safe for several threads; no packet makes it throw.
/// </summary>
internal sealed class DnsResponder(DnsZones zones)
{
    /// <value>How long an asker may remember an answer, or that there is none: names come and go with workers.</value>
    public const uint TimeToLiveSeconds = 5;

    private const ushort ClassInternet = 1;
    private const ushort ClassAny = 255;
    private const ushort FlagReply = 0x8000;
    private const ushort FlagAuthoritative = 0x0400;
    private const ushort FlagTruncated = 0x0200;
    private const ushort OpcodeMask = 0x7800;

    // RD and CD are said back; RA, recursion available, never is said (RFC 1035 section 4.1.1, RFC 4035 section 3.2.2).
    private const ushort EchoedMask = 0x0110;

    // Of an SOA record; nobody copies these zones, so they are what other small servers say.
    private const uint RefreshSeconds = 3600;
    private const uint RetrySeconds = 600;
    private const uint ExpireSeconds = 86400;

    // Root, type, class, four bytes of fields and no options.
    private const int ExtensionLength = 11;

    private volatile DnsZones _zones = zones;

    public uint Serial => _zones.Serial;

    /// <summary>From now on these are answered.</summary>
    public void Replace(DnsZones zones) => _zones = zones;

    /// <summary>Answers one message.</summary>
    /// <param name="message">What came, whatever it is.</param>
    /// <param name="reply">Room for the answer: at least 512 bytes.</param>
    /// <param name="isStream">Whether it came over TCP, where only <paramref name="reply"/> is a limit.</param>
    /// <returns>The answer's length; 0 for a message that gets none, because it is no query.</returns>
    public int Answer(ReadOnlySpan<byte> message, Span<byte> reply, bool isStream)
    {
        if (message.Length < DnsQuery.HeaderLength || (message[2] & 0x80) != 0)
        {
            return 0;
        }

        DnsQuery query = DnsQuery.Read(message);
        int limit = isStream ? reply.Length : Math.Min(reply.Length, query.PayloadSize);
        DnsReplyWriter writer = new(reply[..limit]);
        Span<byte> header = stackalloc byte[DnsQuery.HeaderLength];
        header.Clear();
        writer.Bytes(header);
        writer.Bytes(query.Question);
        int questionEnd = writer.Length;
        int flags = FlagReply | (query.Flags & (OpcodeMask | EchoedMask));
        DnsCode code = Judge(query);
        Sections sections = default;
        if (code == DnsCode.NoError)
        {
            code = AnswerQuestion(query, ref writer, ref sections);
            flags |= code == DnsCode.Refused ? 0 : FlagAuthoritative;
        }

        // The extension's record stays, so it has its place before what is cut off is.
        if (writer.IsFull || (query.HasExtension && writer.Length + ExtensionLength > limit))
        {
            writer.CutTo(questionEnd);
            sections = default;
            flags |= FlagTruncated;
        }

        if (query.HasExtension)
        {
            WriteExtension(query, code, ref writer);
            sections.Additional++;
        }

        writer.WriteAt(0, query.Id);
        writer.WriteAt(2, (ushort)(flags | ((int)code & 0xF)));
        writer.WriteAt(4, (ushort)(query.Question.IsEmpty ? 0 : 1));
        writer.WriteAt(6, sections.Answers);
        writer.WriteAt(8, sections.Authorities);
        writer.WriteAt(10, sections.Additional);
        return writer.Length;
    }

    private static DnsCode Judge(in DnsQuery query) => query switch
    {
        { Opcode: not 0 } => DnsCode.NotImplemented,
        { IsMalformed: true } => DnsCode.FormatError,
        { ExtensionVersion: > 0 } => DnsCode.BadVersion,
        { Type: DnsType.Axfr or DnsType.Ixfr } => DnsCode.Refused,
        { Class: not (ClassInternet or ClassAny) } => DnsCode.Refused,
        _ => DnsCode.NoError,
    };

    private DnsCode AnswerQuestion(in DnsQuery query, ref DnsReplyWriter writer, ref Sections sections)
    {
        DnsZones zones = _zones;
        Span<byte> name = stackalloc byte[DnsName.LengthMax];
        name = name[..query.Name.Length];
        DnsName.ToLower(query.Name, name);
        DnsCode code = zones.Find(name, out DnsZone? zone, out DnsOwner? owner);
        if (zone is null)
        {
            return code;
        }

        if (owner is not null)
        {
            sections.Answers = WriteAnswers(query, owner, zones, ref writer, ref sections);
        }

        if (sections.Answers == 0)
        {
            // Its last field, and its own time to live, say how long "no" may be remembered (RFC 2308).
            WriteAuthority(zone.Apex, zones, ref writer);
            sections.Authorities++;
        }

        return code;
    }

    private static ushort WriteAnswers(
        in DnsQuery query, DnsOwner owner, DnsZones zones, ref DnsReplyWriter writer, ref Sections sections)
    {
        bool isAny = query.Type == DnsType.Any;
        if (owner.IsApex && (isAny || query.Type == DnsType.Soa))
        {
            WriteAuthority(query.Name, zones, ref writer);
            return 1;
        }

        if (owner.IsApex && query.Type == DnsType.Ns)
        {
            int server = writer.BeginRecord(query.Name, DnsType.Ns, TimeToLiveSeconds);
            writer.Name(zones.ServerName);
            writer.EndRecord(server);
            WriteRecord(zones.ServerName, DnsType.A, zones.ServerAddress, ref writer);
            sections.Additional++;
            return 1;
        }

        if (owner.Data.Count == 0 || !(isAny || query.Type == owner.Type))
        {
            return 0;
        }

        foreach (byte[] data in owner.Data)
        {
            WriteRecord(query.Name, owner.Type, data, ref writer);
        }

        return (ushort)owner.Data.Count;
    }

    private static void WriteRecord(
        ReadOnlySpan<byte> owner, DnsType type, byte[] data, ref DnsReplyWriter writer)
    {
        int start = writer.BeginRecord(owner, type, TimeToLiveSeconds);
        if (type == DnsType.Ptr)
        {
            writer.Name(data);
        }
        else
        {
            writer.Bytes(data);
        }

        writer.EndRecord(start);
    }

    private static void WriteAuthority(ReadOnlySpan<byte> owner, DnsZones zones, ref DnsReplyWriter writer)
    {
        int start = writer.BeginRecord(owner, DnsType.Soa, TimeToLiveSeconds);
        writer.Name(zones.ServerName);
        writer.Name(zones.Mailbox);
        writer.UInt32(zones.Serial);
        writer.UInt32(RefreshSeconds);
        writer.UInt32(RetrySeconds);
        writer.UInt32(ExpireSeconds);
        writer.UInt32(TimeToLiveSeconds);
        writer.EndRecord(start);
    }

    /// <summary>The OPT record: our payload, the upper bits of the code, version 0, the asker's DO bit.</summary>
    private static void WriteExtension(in DnsQuery query, DnsCode code, ref DnsReplyWriter writer)
    {
        writer.Bytes([0]);
        writer.UInt16((ushort)DnsType.Opt);
        writer.UInt16(DnsQuery.PayloadMax);
        writer.UInt32(((uint)code >> 4 << 24) | (query.DnssecOk ? 0x8000u : 0u));
        writer.UInt16(0);
    }

    /// <summary>How many records are in each section.</summary>
    private struct Sections
    {
        public ushort Answers;
        public ushort Authorities;
        public ushort Additional;
    }
}

using ScaleSim.Simulator.Dns;
using ScaleSim.Simulator.HostNames;

namespace ScaleSim.Simulator.Tests.Dns;

public sealed class DnsResponderTests
{
    private const int NoError = 0;
    private const int FormatError = 1;
    private const int NameError = 3;
    private const int NotImplemented = 4;
    private const int Refused = 5;
    private const int BadVersion = 16;

    private readonly DnsResponder _responder = NameTables.Responder(NameTables.Of(150));

    [Theory]
    [InlineData("worker-0001.demo.scalesim.internal", "198.18.4.2")]
    [InlineData("worker-0150.demo.scalesim.internal", "198.18.4.3")]
    [InlineData("node-002.demo.scalesim.internal", "198.18.4.3")]
    [InlineData("master.demo.scalesim.internal", "198.18.4.1")]
    [InlineData("dns.demo.scalesim.internal", "127.18.4.53")]
    public void Address_IsAnswered(string name, string address)
    {
        DnsReply reply = Ask(name);

        Assert.Equal(new DnsRecord(name, DnsMessage.A, 1, 5, address), Assert.Single(reply.Answers));
        Assert.Empty(reply.Authorities);
        AssertHeader(reply, NoError);
        Assert.Equal((name, DnsMessage.A, (ushort)1), Assert.Single(reply.Questions));
    }

    [Theory]
    [InlineData("2.4.18.198.in-addr.arpa", "node-001.demo.scalesim.internal")]
    [InlineData("3.4.18.198.IN-ADDR.arpa", "node-002.demo.scalesim.internal")]
    [InlineData("1.4.18.198.in-addr.arpa", "master.demo.scalesim.internal")]
    public void Pointer_IsTheNodesFullName(string name, string node)
    {
        DnsReply reply = Ask(name, DnsMessage.Ptr);

        Assert.Equal(new DnsRecord(name, DnsMessage.Ptr, 1, 5, node), Assert.Single(reply.Answers));
        AssertHeader(reply, NoError);
    }

    [Fact]
    public void Case_OfTheQuestionIsKept_AndDoesNotMatter()
    {
        DnsReply reply = Ask("wOrKeR-0001.DeMo.ScaleSim.INTERNAL");

        Assert.Equal("wOrKeR-0001.DeMo.ScaleSim.INTERNAL", Assert.Single(reply.Questions).Name);
        Assert.Equal("198.18.4.2", Assert.Single(reply.Answers).Data);
    }

    [Fact]
    public void Names_AreCompressed()
    {
        byte[] query = DnsMessage.Query("worker-0001.demo.scalesim.internal");

        // A pointer, ten bytes of fields and the address.
        Assert.Equal(query.Length + 16, DnsReply.To(_responder, query).Length);
        byte[] unknown = DnsMessage.Query("nobody.demo.scalesim.internal");
        // Owner, "dns" and "hostmaster" each end in a pointer.
        Assert.Equal(unknown.Length + 2 + 10 + 6 + 13 + 20, DnsReply.To(_responder, unknown).Length);
    }

    [Theory]
    [InlineData("worker-0001.demo.scalesim.internal", DnsMessage.Aaaa)]
    [InlineData("worker-0001.demo.scalesim.internal", DnsMessage.Soa)]
    [InlineData("worker-0001.demo.scalesim.internal", 16)]
    [InlineData("worker-0001.demo.scalesim.internal", 65432)]
    [InlineData("demo.scalesim.internal", DnsMessage.A)]
    [InlineData("demo.scalesim.internal", DnsMessage.Aaaa)]
    public void OtherType_HasNoData_AndTheZonesAuthority(string name, int type)
    {
        DnsReply reply = Ask(name, (ushort)type);

        AssertHeader(reply, NoError);
        Assert.Empty(reply.Answers);
        AssertAuthority(reply, "demo.scalesim.internal");
    }

    [Theory]
    [InlineData("worker-0151.demo.scalesim.internal", "demo.scalesim.internal")]
    [InlineData("a.worker-0001.demo.scalesim.internal", "demo.scalesim.internal")]
    [InlineData("a.b.c.d.demo.scalesim.internal", "demo.scalesim.internal")]
    [InlineData("9.4.18.198.in-addr.arpa", "4.18.198.in-addr.arpa")]
    [InlineData("255.7.18.198.in-addr.arpa", "7.18.198.in-addr.arpa")]
    [InlineData("02.4.18.198.in-addr.arpa", "4.18.198.in-addr.arpa")]
    [InlineData("x.4.18.198.in-addr.arpa", "4.18.198.in-addr.arpa")]
    public void UnknownName_DoesNotExist(string name, string zone)
    {
        foreach (ushort type in (ushort[])[DnsMessage.A, DnsMessage.Aaaa, DnsMessage.Ptr, DnsMessage.Any])
        {
            DnsReply reply = Ask(name, type);
            AssertHeader(reply, NameError);
            Assert.Empty(reply.Answers);
            AssertAuthority(reply, zone);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("internal")]
    [InlineData("example.com")]
    [InlineData("xscalesim.internal")]
    [InlineData("xdemo.scalesim.internal")]
    [InlineData("worker-0001.other.scalesim.internal")]
    [InlineData("2.8.18.198.in-addr.arpa")]
    [InlineData("2.3.18.198.in-addr.arpa")]
    [InlineData("18.198.in-addr.arpa")]
    [InlineData("in-addr.arpa")]
    public void ForeignName_IsRefused(string name)
    {
        DnsReply reply = Ask(name);

        Assert.Equal(Refused, reply.Code);
        Assert.False(reply.IsAuthoritative);
        Assert.Empty(reply.Answers);
        Assert.Empty(reply.Authorities);
        Assert.Equal(name, Assert.Single(reply.Questions).Name);
    }

    [Theory]
    [InlineData("demo.scalesim.internal")]
    [InlineData("scalesim.internal")]
    [InlineData("4.18.198.in-addr.arpa")]
    [InlineData("7.18.198.in-addr.arpa")]
    public void Apex_HasAuthorityAndNameServer(string apex)
    {
        DnsReply soa = Ask(apex, DnsMessage.Soa);
        Assert.Equal(
            "dns.demo.scalesim.internal hostmaster.demo.scalesim.internal 1 3600 600 86400 5",
            Assert.Single(soa.Answers).Data);
        DnsReply ns = Ask(apex, DnsMessage.Ns);
        Assert.Equal("dns.demo.scalesim.internal", Assert.Single(ns.Answers).Data);
        Assert.Equal("127.18.4.53", Assert.Single(ns.Additionals).Data);
        DnsReply none = Ask(apex);
        AssertHeader(none, NoError);
        Assert.Empty(none.Answers);
        AssertAuthority(none, apex);
    }

    [Theory]
    [InlineData("worker-0001.demo.scalesim.internal", DnsMessage.A)]
    [InlineData("2.4.18.198.in-addr.arpa", DnsMessage.Ptr)]
    [InlineData("demo.scalesim.internal", DnsMessage.Soa)]
    public void Any_GetsOneSetOfRecords(string name, int type) =>
        Assert.Equal(type, Assert.Single(Ask(name, DnsMessage.Any).Answers).Type);

    [Theory]
    [InlineData(251)]
    [InlineData(252)]
    public void Transfer_IsRefused(int type) =>
        Assert.Equal(Refused, Ask("demo.scalesim.internal", (ushort)type).Code);

    [Fact]
    public void OtherClass_IsRefused()
    {
        Assert.Equal(Refused, Send(new DnsMessage().Question("version.bind", 16, 3)).Code);
        Assert.Equal(Refused, Send(new DnsMessage().Question("worker-0001.demo.scalesim.internal", 1, 3)).Code);
        Assert.Single(Send(new DnsMessage().Question("worker-0001.demo.scalesim.internal", 1, 255)).Answers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(15)]
    public void OtherOpcode_IsNotImplemented(int opcode)
    {
        DnsReply reply = Send(
            new DnsMessage { Flags = (ushort)(opcode << 11) }.Question("demo.scalesim.internal", DnsMessage.Soa));

        Assert.Equal(NotImplemented, reply.Code);
        Assert.Equal(opcode, reply.Opcode);
        Assert.Empty(reply.Answers);
    }

    [Fact]
    public void Reply_GetsNoReply()
    {
        byte[] reply = new DnsMessage { Flags = 0x8180 }.Question("worker-0001.demo.scalesim.internal").Bytes();

        Assert.Equal(0, _responder.Answer(reply, new byte[1232], isStream: false));
    }

    [Fact]
    public void Flags_AreSaidBackThatMustBe()
    {
        DnsReply asked = Send(new DnsMessage { Flags = 0x0170 }.Question("worker-0001.demo.scalesim.internal"));
        DnsReply plain = Send(new DnsMessage { Flags = 0 }.Question("worker-0001.demo.scalesim.internal"));

        // QR, AA, RD, CD: not RA, not AD, not the bit that has no meaning.
        Assert.Equal(0x8510, asked.Flags);
        Assert.Equal(0x8400, plain.Flags);
    }

    [Fact]
    public void Extension_IsSaidBack_OnlyWhenAsked()
    {
        const string name = "worker-0001.demo.scalesim.internal";
        Assert.Null(Ask(name).Extension);
        DnsRecord opt = Send(new DnsMessage().Question(name).Extension(4096, flags: 0x8000)).Extension!;
        Assert.Equal(new DnsRecord("", DnsMessage.Opt, 1232, 0x8000, ""), opt);
        Assert.Equal(0u, Send(new DnsMessage().Question(name).Extension()).Extension!.TimeToLive);
        Assert.NotNull(Send(new DnsMessage().Question("example.com").Extension()).Extension);
        Assert.NotNull(Send(new DnsMessage().Question("no.demo.scalesim.internal").Extension()).Extension);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    public void Extension_OfAnotherVersion_IsRefusedByItsOwnCode(int version)
    {
        DnsReply reply = Send(
            new DnsMessage().Question("worker-0001.demo.scalesim.internal").Extension(version: (byte)version));

        Assert.Equal(BadVersion, reply.Code);
        Assert.Equal(0, reply.Flags & 15);
        Assert.Equal(0u, reply.Extension!.TimeToLive >> 16 & 0xFF);
        Assert.Empty(reply.Answers);
    }

    [Fact]
    public void Extension_WithUnknownOptions_IsAnswered()
    {
        // A cookie, padding, and a code from the range for experiments.
        byte[] options = [0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8, 0, 12, 0, 0, 0xFD, 0xE9, 0, 1, 7];

        DnsReply reply = Send(
            new DnsMessage().Question("worker-0001.demo.scalesim.internal").Extension(options: options));

        Assert.Single(reply.Answers);
        Assert.Equal("", reply.Extension!.Data);
    }

    [Fact]
    public void Extension_ThatIsWrong_IsAFormatError()
    {
        DnsMessage Message() => new DnsMessage().Question("worker-0001.demo.scalesim.internal");

        Assert.Equal(FormatError, Send(Message().Extension().Extension()).Code);
        Assert.Equal(FormatError, Send(Message().Extension(options: [0, 10, 0, 9, 1])).Code);
        Assert.Equal(FormatError, Send(Message().Extension(options: [0, 10, 0])).Code);
        Assert.Equal(FormatError, Send(Message().Record(1, [0], DnsMessage.Opt, 1232, 0, [])).Code);
        Assert.Equal(FormatError, Send(Message().Record(3, [1, 97, 0], DnsMessage.Opt, 1232, 0, [])).Code);
    }

    [Fact]
    public void Payload_IsHonoured_AndTooMuchIsCutOff()
    {
        DnsResponder many = NameTables.Responder(NameTables.WithManyAddresses(60));
        DnsMessage Message() => new DnsMessage().Question("many.demo.scalesim.internal");

        DnsReply plain = DnsReply.To(many, Message().Bytes());
        Assert.True(plain.IsTruncated);
        Assert.True(plain.Length <= 512);
        Assert.Empty(plain.Answers);
        DnsReply small = DnsReply.To(many, Message().Extension(payload: 1).Bytes());
        Assert.True(small.IsTruncated);
        Assert.NotNull(small.Extension);
        DnsReply large = DnsReply.To(many, Message().Extension(payload: 1232).Bytes());
        Assert.False(large.IsTruncated);
        Assert.Equal(60, large.Answers.Count);
        DnsResponder most = NameTables.Responder(NameTables.WithManyAddresses(900));
        Assert.True(DnsReply.To(most, Message().Extension(payload: 65535).Bytes()).IsTruncated);
        DnsReply stream = DnsReply.To(most, Message().Bytes(), isStream: true);
        Assert.False(stream.IsTruncated);
        Assert.Equal(900, stream.Answers.Count);
    }

    [Fact]
    public void Malformed_IsAFormatError()
    {
        const string name = "worker-0001.demo.scalesim.internal";
        byte[] good = DnsMessage.Query(name);
        byte[][] bad =
        [
            new DnsMessage().Bytes(),
            new DnsMessage().Question(name).Question(name).Bytes(),
            new DnsMessage().Question(name).Count(0, 65535).Bytes(),
            new DnsMessage().Question(name).Count(3, 65535).Bytes(),
            new DnsMessage().Question(name).Raw(0).Bytes(),
            // A name that points at itself, at the header, and forward.
            new DnsMessage().Raw(0xC0, 12, 0, 1, 0, 1).Count(0, 1).Bytes(),
            new DnsMessage().Raw(0xC0, 0, 0, 1, 0, 1).Count(0, 1).Bytes(),
            new DnsMessage().Raw(0xC0, 200, 0, 1, 0, 1).Count(0, 1).Bytes(),
            // Labels of kinds that there are no more.
            new DnsMessage().Raw(0x41, 1, 0, 0, 1, 0, 1).Count(0, 1).Bytes(),
            new DnsMessage().Raw(0x80, 0, 0, 1, 0, 1).Count(0, 1).Bytes(),
            // 256 bytes of name.
            new DnsMessage().Question(string.Join('.', Enumerable.Repeat("a", 127)) + ".b").Bytes(),
            // An owner that points at itself.
            new DnsMessage().Question(name).Raw(0xC0, (byte)good.Length, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0)
                .Count(3, 1).Bytes(),
            .. Enumerable.Range(12, good.Length - 12).Select(length => good[..length]),
        ];

        Assert.All(bad, message => Assert.Equal(FormatError, DnsReply.To(_responder, message).Code));
        Assert.All(
            Enumerable.Range(0, 12),
            length => Assert.Equal(0, _responder.Answer(good.AsSpan(0, length), new byte[1232], isStream: false)));
    }

    [Fact]
    public void LongestName_IsRead()
    {
        // 127 labels of one letter: 254 bytes and the zero.
        DnsReply reply = Ask(string.Join('.', Enumerable.Repeat("a", 127)));

        Assert.Equal(Refused, reply.Code);
    }

    [Fact]
    public void Replace_ChangesWhatIsAnswered()
    {
        _responder.Replace(new DnsZones(NameTables.Of(151), NameTables.Server, serial: 2));

        Assert.Single(Ask("worker-0151.demo.scalesim.internal").Answers);
        DnsRecord authority = Assert.Single(Ask("demo.scalesim.internal", DnsMessage.Soa).Answers);
        Assert.Contains(" 2 3600 ", authority.Data, StringComparison.Ordinal);
    }

    [Fact]
    public void SmallSubnet_LeavesItsNeighboursToOthers()
    {
        DnsResponder small = NameTables.Responder(NameTables.Of(5, subnet: "198.18.4.64/28"));

        int Code(string name) => DnsReply.To(small, DnsMessage.Query(name, DnsMessage.Ptr)).Code;
        Assert.Equal(NoError, Code("66.4.18.198.in-addr.arpa"));
        Assert.Equal(NameError, Code("67.4.18.198.in-addr.arpa"));
        Assert.Equal(NameError, Code("x.4.18.198.in-addr.arpa"));
        Assert.Equal(NameError, Code("a.66.4.18.198.in-addr.arpa"));
        Assert.Equal(Refused, Code("63.4.18.198.in-addr.arpa"));
        Assert.Equal(Refused, Code("80.4.18.198.in-addr.arpa"));
        Assert.Equal(Refused, Code("a.80.4.18.198.in-addr.arpa"));
    }

    [Fact]
    public void LargeSubnet_HasNamesBetweenTheApexAndTheAddress()
    {
        DnsResponder large = NameTables.Responder(NameTables.Of(5, subnet: "10.16.0.0/14"));

        Assert.Single(DnsReply.To(large, DnsMessage.Query("2.0.16.10.in-addr.arpa", DnsMessage.Ptr)).Answers);
        DnsReply between = DnsReply.To(large, DnsMessage.Query("0.16.10.in-addr.arpa", DnsMessage.Ptr));
        Assert.Equal(NoError, between.Code);
        AssertAuthority(between, "16.10.in-addr.arpa");
        Assert.Equal(NameError, DnsReply.To(large, DnsMessage.Query("1.16.10.in-addr.arpa")).Code);
        Assert.Equal(NameError, DnsReply.To(large, DnsMessage.Query("9.9.19.10.in-addr.arpa")).Code);
        Assert.Equal(Refused, DnsReply.To(large, DnsMessage.Query("9.9.20.10.in-addr.arpa")).Code);
    }

    [Fact]
    public void Master_OfTheOtherFamily_HasItsOwnType()
    {
        DnsResponder responder = NameTables.Responder(NameTables.Of(1) with
        {
            Names = [new HostName("master", "2001:db8::1", HostNameKind.Master)],
        });

        Assert.Equal("2001:db8::1", Assert.Single(DnsReply.To(
            responder, DnsMessage.Query("master.demo.scalesim.internal", DnsMessage.Aaaa)).Answers).Data);
        Assert.Empty(DnsReply.To(responder, DnsMessage.Query("master.demo.scalesim.internal")).Answers);
    }

    private static void AssertHeader(DnsReply reply, int code)
    {
        Assert.Equal(0x1234, reply.Id);
        Assert.True(reply.IsReply);
        Assert.True(reply.IsAuthoritative);
        Assert.True(reply.RecursionDesired);
        Assert.False(reply.RecursionAvailable);
        Assert.False(reply.IsTruncated);
        Assert.Equal(code, reply.Code);
    }

    private static void AssertAuthority(DnsReply reply, string zone)
    {
        DnsRecord authority = Assert.Single(reply.Authorities);
        Assert.Equal((zone, DnsMessage.Soa, 5u), (authority.Name, authority.Type, authority.TimeToLive));
        Assert.EndsWith(" 1 3600 600 86400 5", authority.Data, StringComparison.Ordinal);
    }

    private DnsReply Ask(string name, ushort type = DnsMessage.A) => Send(new DnsMessage().Question(name, type));

    private DnsReply Send(DnsMessage message) => DnsReply.To(_responder, message.Bytes());
}

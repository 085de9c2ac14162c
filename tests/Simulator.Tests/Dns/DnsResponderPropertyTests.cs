using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Simulator.Dns;

namespace ScaleSim.Simulator.Tests.Dns;

/// <summary>What holds for every packet, tried on thousands of random, mutated and hostile ones.</summary>
public sealed class DnsResponderPropertyTests
{
    // A fixed replay, so that a build is red for its own changes only; an unlucky seed is found by changing it.
    private static readonly Config Thousands =
        Config.QuickThrowOnFailure.WithMaxTest(20_000).WithReplay(20261121, 1);

    private static readonly string[] Names =
    [
        "worker-0001.demo.scalesim.internal", "NODE-001.demo.scalesim.internal", "demo.scalesim.internal", "",
        "scalesim.internal", "2.4.18.198.in-addr.arpa", "x.demo.scalesim.internal", "many.demo.scalesim.internal",
        "4.18.198.in-addr.arpa", "example.com",
    ];

    private readonly DnsResponder _responder = NameTables.Responder(NameTables.Of(10));

    [Fact]
    public void AnyBytes_GetAReplyThatCanBeRead_OrNone() => ForAll(
        from bytes in ArbMap.Default.GeneratorFor<byte>().ArrayOf().Resize(300)
        select bytes);

    [Fact]
    public void AnyBody_BehindAHeader_GetsAReplyThatCanBeRead() => ForAll(
        from counts in Gen.Choose(0, 3).ArrayOf(4)
        from flags in Gen.Elements<ushort>(0, 0x0100, 0x0110, 0x2000)
        from body in Gen.Elements<byte>(0, 0, 1, 1, 3, 12, 13, 41, 63, 64, 97, 0xC0, 0xC0, 0xFF).ArrayOf().Resize(200)
        select counts.Select((count, section) => (count, section)).Aggregate(
            new DnsMessage { Flags = flags }.Raw(body),
            (message, pair) => message.Count(pair.section, (ushort)pair.count)).Bytes());

    [Fact]
    public void MutatedQuery_GetsAReplyThatCanBeRead() => ForAll(
        from good in Query()
        from places in Gen.Choose(0, good.Length - 1).ListOf(3)
        from values in ArbMap.Default.GeneratorFor<byte>().ListOf(3)
        from length in Gen.Choose(0, good.Length)
        from isCut in Gen.Elements(true, false)
        select Mutate(good, [.. places.Zip(values)], isCut ? length : good.Length));

    [Fact]
    public void Query_IsAnsweredWithItsOwnQuestion() => Check.One(Thousands, Prop.ForAll(
        Query().ToArbitrary(),
        query =>
        {
            DnsReply reply = DnsReply.To(_responder, query);
            DnsReply asked = DnsReply.Read(query);
            Assert.Equal(asked.Questions, reply.Questions);
            Assert.Equal(asked.Extension is null, reply.Extension is null);
            Assert.True(reply.Code is 0 or 3 or 5 or 16, $"code {reply.Code}");
        }));

    private static Gen<byte[]> Query() =>
        from name in Gen.Elements(Names)
        from type in Gen.Elements<ushort>(1, 2, 5, 6, 12, 15, 16, 28, 33, 41, 64, 251, 252, 255, 257)
        from @class in Gen.Frequency((9, Gen.Constant<ushort>(1)), (1, Gen.Elements<ushort>(0, 3, 254, 255)))
        from extended in Gen.Elements(true, false)
        from payload in Gen.Elements<ushort>(0, 100, 512, 1232, 4096, 65535)
        from version in Gen.Frequency((9, Gen.Constant<byte>(0)), (1, Gen.Elements<byte>(1, 255)))
        let message = new DnsMessage().Question(name, type, @class)
        select (extended ? message.Extension(payload, version, options: [0, 10, 0, 1, 7]) : message).Bytes();

    private static byte[] Mutate(byte[] good, IReadOnlyList<(int Place, byte Value)> changes, int length)
    {
        byte[] bytes = [.. good];
        foreach ((int place, byte value) in changes)
        {
            bytes[place] = value;
        }

        return bytes[..length];
    }

    /// <summary>No exception; no reply to a reply; else one within the limit that another reader can read.</summary>
    private void ForAll(Gen<byte[]> messages) => Check.One(Thousands, Prop.ForAll(
        messages.ToArbitrary(),
        message =>
        {
            foreach (bool isStream in (bool[])[true, false])
            {
                byte[] buffer = new byte[isStream ? ushort.MaxValue : 1232];
                int length = _responder.Answer(message, buffer, isStream);
                bool isQuery = message.Length >= 12 && (message[2] & 0x80) == 0;
                Assert.Equal(isQuery, length > 0);
                if (isQuery)
                {
                    DnsReply reply = DnsReply.Read(buffer.AsSpan(0, length));
                    Assert.True(reply.IsReply);
                    Assert.False(reply.RecursionAvailable);
                    Assert.Equal((message[0] << 8) | message[1], reply.Id);
                    Assert.True(isStream || length <= 1232);
                }
            }
        }));
}

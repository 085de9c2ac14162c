using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Terminal;
using ScaleSim.Simulator.Tests.Dns;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class HostsViewTests
{
    [Fact]
    public void Hosts_IsABlock() => Assert.Equal(
        """
        # scalesim demo begin
        198.18.4.1 master.demo.scalesim.internal
        198.18.4.2 node-001.demo.scalesim.internal
        198.18.4.2 worker-0001.demo.scalesim.internal
        # scalesim demo end

        """,
        Write(HostsFormat.Hosts));

    [Fact]
    public void Csv_HasALinePerName()
    {
        Assert.Equal(
            """
            name,address,kind
            master.demo.scalesim.internal,198.18.4.1,master
            node-001.demo.scalesim.internal,198.18.4.2,node
            worker-0001.demo.scalesim.internal,198.18.4.2,worker

            """,
            Write(HostsFormat.Csv));
        Assert.Equal(SpecPage.Names("hosts.md", "--format csv"), HostsView.Csv.Names);
    }

    [Fact]
    public void Json_HasTheFieldsOfThePage()
    {
        using JsonDocument document = JsonDocument.Parse(Write(HostsFormat.Json));

        Assert.Equal(3, document.RootElement.GetProperty("names").GetArrayLength());
        Assert.Equal(
            SpecPage.Names("hosts.md", "--format json").Order(), JsonPaths.Of(document.RootElement, "none").Order());
    }

    [Theory]
    [InlineData("127.18.4.53:53", "nameserver 127.18.4.53\n", "server=/demo.scalesim.internal/127.18.4.53#53\n")]
    [InlineData("127.18.4.53:10053", "can't name a port", "server=/demo.scalesim.internal/127.18.4.53#10053\n")]
    public void Resolver_IsToldWhereToAsk(string endpoint, string resolvConf, string dnsmasq)
    {
        TestConsole console = TestConsole.Pipe();
        ResolverView.Write(
            console.Console,
            new ClusterState { Cluster = "demo", Run = "1a2b3c4d", Subnet = "198.18.4.0/22" },
            endpoint);

        Assert.Contains(resolvConf, console.Output, StringComparison.Ordinal);
        Assert.Contains(dnsmasq, console.Output, StringComparison.Ordinal);
        Assert.Contains($"DNS={endpoint}\n", console.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Domains=~demo.scalesim.internal ~4.18.198.in-addr.arpa ~5.18.198.in-addr.arpa ~6.18.198.in-addr.arpa "
            + "~7.18.198.in-addr.arpa\n",
            console.Output,
            StringComparison.Ordinal);
    }

    private static string Write(HostsFormat format)
    {
        TestConsole console = TestConsole.Pipe();
        HostsView.Write(console.Console, "1a2b3c4d", NameTables.Of(1), format);
        return console.Output;
    }
}

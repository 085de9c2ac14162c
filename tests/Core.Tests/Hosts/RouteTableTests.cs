using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Tests.Hosts;

public sealed class RouteTableTests
{
    private const string Header =
        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

    private const string Trie = """
        Main:
          +-- 0.0.0.0/0 3 0 4
             |-- 0.0.0.0
                /0 universe UNICAST
             +-- 172.17.0.0/16 2 0 2
                +-- 172.17.0.0/31 1 0 0
                   |-- 172.17.0.0
                      /16 link UNICAST
                      /24 link UNICAST
                   |-- 172.17.0.1
                      /32 host LOCAL
                |-- 172.17.255.255
                   /32 link BROADCAST
             |-- 198.18.0.0
                /15 universe UNREACHABLE
             |-- 10.9.0.0
                /16 universe BLACKHOLE
        """;

    [Fact]
    public void Read_ShowsEveryTable_WhereTheKernelHasTheTrie()
    {
        IReadOnlyList<HostRoute> routes = RouteTable.Read(new FakeHostFiles { ["/proc/net/fib_trie"] = Trie });

        Assert.Equal(
            [
                "0.0.0.0/0", "172.17.0.0/16", "172.17.0.0/24", "172.17.0.1/32", "198.18.0.0/15 discard",
                "10.9.0.0/16 discard",
            ],
            routes.Select(Show));
    }

    [Fact]
    public void ReadInterfaces_NamesThemWithTheirDestinations() => Assert.Equal(
        [("eth0", "0.0.0.0/0"), ("ss-1a2b3c4d", "198.18.4.0/22"), ("*", "198.18.0.0/15")],
        RouteTable.ReadInterfaces(new FakeHostFiles
        {
            ["/proc/net/route"] = Header
                + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
                + "ss-1a2b3c4d\t000412C6\t00000000\t0001\t0\t0\t0\t00FCFFFF\t0\t0\t0\n"
                + "*\t000012C6\t00000000\t0201\t0\t0\t4294967295\t0000FEFF\t0\t0\t0\n",
        }).Select(route => (route.Interface, route.Network.ToString())));

    [Fact]
    public void Read_NamesARouteOnce_WhereBothFilesHaveIt()
    {
        FakeHostFiles files = new()
        {
            ["/proc/net/route"] = Header + "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n",
            ["/proc/net/fib_trie"] = "Main:\n     |-- 172.17.0.0\n        /16 link UNICAST\n",
        };

        Assert.Equal(["172.17.0.0/16"], RouteTable.Read(files).Select(Show));
    }

    [Theory]
    [InlineData("eth0\t0002\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0")]
    [InlineData("eth0\tZZZZZZZZ\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0")]
    [InlineData("eth0\t000200C0\t00000000")]
    [InlineData("")]
    public void Read_LeavesALineOut_WhenItIsMalformed(string line)
    {
        string good = "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n";
        FakeHostFiles files = new() { ["/proc/net/route"] = Header + line + "\n" + good };

        Assert.Equal(["192.0.2.0/24"], RouteTable.Read(files).Select(Show));
    }

    [Theory]
    [InlineData("        /16 link UNICAST\n")]
    [InlineData("     |-- 172.17.0\n        /banana link UNICAST\n")]
    [InlineData("     |-- 172.17.0.0\n        /33 link UNICAST\n")]
    [InlineData("     |-- 172.17.0.0\n        /16\n")]
    public void Read_LeavesALeafOut_WhenItIsMalformed(string text) =>
        Assert.Empty(RouteTable.Read(new FakeHostFiles { ["/proc/net/fib_trie"] = text }));

    [Theory]
    [InlineData("198.18.0.0/15", true, true, false)]
    [InlineData("198.16.0.0/12", true, true, false)]
    [InlineData("198.18.0.0/15", false, false, true)]
    [InlineData("198.18.0.0/16", true, false, true)]
    [InlineData("10.0.0.0/8", true, false, true)]
    [InlineData("0.0.0.0/0", false, false, false)]
    [InlineData("0.0.0.0/0", true, false, false)]
    [InlineData("128.0.0.0/1", false, false, false)]
    public void Route_IsGuardOrNetwork_ByWhatItCovers(string text, bool discards, bool isGuard, bool isNetwork)
    {
        Assert.True(Ipv4Network.TryParse(text, out Ipv4Network network));
        HostRoute route = new(network, discards);

        Assert.Equal((isGuard, isNetwork), (route.IsGuard, route.IsNetwork));
    }

    private static string Show(HostRoute route) => route.Network + (route.IsDiscard ? " discard" : "");
}

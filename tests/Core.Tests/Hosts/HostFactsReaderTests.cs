using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Ports;

namespace ScaleSim.Core.Tests.Hosts;

public sealed class HostFactsReaderTests
{
    private static readonly EngineFacts Local = new()
    {
        Kind = "docker",
        Version = "20.10.24",
        IsLocal = true,
        Cores = 2,
        MemoryBytes = 24L << 30,
        Subnets = ["172.17.0.0/16", "198.18.4.0/22", "fd00::/64", "nonsense"],
        PublishedPorts = [8080],
    };

    private static readonly FakeHostFiles Machine = new()
    {
        ["/proc/meminfo"] = "MemTotal:       24683520 kB\nMemFree:        22773760 kB\nMemAvailable:   23812096 kB\n",
        ["/proc/sys/net/ipv4/ip_local_port_range"] = "40000\t61000\n",
        ["/proc/sys/net/ipv4/ip_local_reserved_ports"] = "20100,20200-20202\n",
        ["/proc/sys/net/ipv4/neigh/default/gc_thresh3"] = "1024\n",
        ["/proc/net/tcp"] = """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 0100007F:4E25 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 35492 1 0
               1: 020200C0:E0A0 507100CB:0050 06 00000000:00000000 03:00001363 00000000     0        0 0 3 0
            """,
        ["/proc/net/tcp6"] = """
              sl  local_address                         remote_address                        st tx_queue rx_queue
               0: 00000000000000000000000000000000:1F91 00000000000000000000000000000000:0000 0A 00000000:00000000
            """,
        ["/proc/net/route"] = """
            Iface	Destination	Gateway 	Flags	RefCnt	Use	Metric	Mask		MTU	Window	IRTT
            eth0	00000000	010200C0	0003	0	0	0	00000000	0	0	0
            eth0	000200C0	00000000	0001	0	0	0	00FFFFFF	0	0	0
            *	000012C6	00000000	0201	0	0	4294967295	0000FEFF	0	0	0
            """,
    };

    [Fact]
    public void Read_TakesWhatTheMachineSays_WithALocalEngine()
    {
        HostFacts facts = new HostFactsReader(Machine).Read(Local);

        Assert.Same(Local, facts.Engine);
        Assert.Equal(23812096L * 1024, facts.MemoryAvailableBytes);
        Assert.Equal(new PortRange(40000, 61000), facts.EphemeralPorts);
        Assert.Equal(1024, facts.NeighbourTableMax);
    }

    [Fact]
    public void Read_JoinsListenersReservedAndPublishedPorts_WithALocalEngine()
    {
        HostFacts facts = new HostFactsReader(Machine).Read(Local);

        Assert.Equal([8080, 8081, 20005, 20100, 20200, 20201, 20202], facts.PortsInUse.Order());
    }

    [Fact]
    public void Read_ListsNetworksOfRoutesAndEngine_WithoutDefaultRouteAndGuard()
    {
        HostFacts facts = new HostFactsReader(Machine).Read(Local);

        Assert.Equal(
            ["192.0.2.0/24", "172.17.0.0/16", "198.18.4.0/22"],
            facts.SubnetsInUse.Select(network => network.ToString()));
    }

    [Fact]
    public void Read_AddsLocalAddressesAndOtherTables_WhereTheTrieShowsThem()
    {
        FakeHostFiles files = new()
        {
            ["/proc/net/fib_trie"] = """
                Id 50:
                     |-- 10.77.0.0
                        /16 link UNICAST
                Local:
                  +-- 0.0.0.0/0 3 0 4
                     |-- 10.9.8.7
                        /32 host LOCAL
                """,
        };

        HostFacts facts = new HostFactsReader(files).Read(Local with { Subnets = [] });

        Assert.Equal(["10.77.0.0/16", "10.9.8.7/32"], facts.SubnetsInUse.Select(network => network.ToString()));
    }

    [Fact]
    public void Read_TakesTheEnginesWord_WithAnEngineElsewhere()
    {
        HostFacts facts = new HostFactsReader(Machine).Read(Local with { IsLocal = false });

        Assert.Equal(24L << 30, facts.MemoryAvailableBytes);
        Assert.Equal(new PortRange(32768, 60999), facts.EphemeralPorts);
        Assert.Equal([8080], facts.PortsInUse);
        Assert.Equal(["172.17.0.0/16", "198.18.4.0/22"], facts.SubnetsInUse.Select(network => network.ToString()));
        Assert.Null(facts.NeighbourTableMax);
    }

    [Fact]
    public void Read_FallsBackToTheEnginesMemoryAndTheUsualPorts_WithoutProc()
    {
        HostFacts facts = new HostFactsReader(new FakeHostFiles()).Read(Local);

        Assert.Equal(24L << 30, facts.MemoryAvailableBytes);
        Assert.Equal(new PortRange(32768, 60999), facts.EphemeralPorts);
        Assert.Equal([8080], facts.PortsInUse);
        Assert.Null(facts.NeighbourTableMax);
    }

    [Theory]
    [InlineData("MemAvailable:   99 MB\n")]
    [InlineData("MemAvailable:   -3 kB\n")]
    [InlineData("MemAvailable:   9223372036854775807 kB\n")]
    [InlineData("MemAvailable:\n")]
    [InlineData("MemFree:   12 kB\n")]
    public void Read_FallsBackToTheEnginesMemory_WhereMeminfoIsMalformed(string text)
    {
        HostFacts facts = new HostFactsReader(new FakeHostFiles { ["/proc/meminfo"] = text }).Read(Local);

        Assert.Equal(24L << 30, facts.MemoryAvailableBytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("many\n")]
    [InlineData("1024 2048\n")]
    public void Read_LeavesTheNeighbourTableUnknown_WhereItsSizeIsMalformed(string text)
    {
        FakeHostFiles files = new() { ["/proc/sys/net/ipv4/neigh/default/gc_thresh3"] = text };

        Assert.Null(new HostFactsReader(files).Read(Local).NeighbourTableMax);
    }
}

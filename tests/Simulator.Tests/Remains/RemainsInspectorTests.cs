using ScaleSim.Core.Engines;
using ScaleSim.Core.Engines.Marks;
using ScaleSim.Core.Tests.Hosts;
using ScaleSim.Simulator.Keeper;
using ScaleSim.Simulator.Remains;
using ScaleSim.Simulator.Remains.Kinds;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Remains;

public sealed class RemainsInspectorTests
{
    private readonly StubMarkReader _engine = new();
    private readonly FakeHostFiles _files = Leftovers.OthersAlone();

    [Fact]
    public async Task Marks_AreReadFromTheEngineAndTheHost()
    {
        _engine.Containers.Add(new MarkedContainer(Leftovers.Container, "demo-node-001", "11112222", ["v1"]));
        _engine.Networks.Add(new MarkedNetwork("n1", "demo.scalesim.internal", "11112222")
        {
            Bridge = Leftovers.Bridge,
            Subnet = "198.18.4.0/22",
            Keeper = new KeeperIdentity(812, 44021, "boot", "/tmp/k.sock", HoldsRun: false),
        });
        _files[$"/sys/class/net/{Leftovers.Bridge}/ifindex"] = "7\n";
        _files[$"/sys/class/net/{Leftovers.Bridge}/brif/veth0001/port_no"] = "1\n";

        ClusterMarks marks = await new ClusterMarksReader(_engine, _files).ReadAsync(
            "demo", run: null, keeper: null, CancellationToken.None);

        Assert.Equal("11112222", Assert.Single(marks.Runs));
        Assert.Equal([new InterfaceMark(Leftovers.Bridge, "7"), new InterfaceMark("veth0001", "10")], marks.Interfaces);
        Assert.Equal("198.18.4.0/22", Assert.Single(marks.Subnets).ToString());
        Assert.Equal(["v1"], marks.Volumes);
        Assert.Equal(("keeper", new ProcessMark(812, 44021, "boot")), Assert.Single(marks.Processes));
        Assert.Null(marks.Elsewhere);
    }

    [Fact]
    public async Task HostIsNotChecked_WhereTheBridgeIsNotOnIt()
    {
        _engine.Networks.Add(new MarkedNetwork("n1", "n", "11112222") { Bridge = "ss-ffffffff" });

        ClusterMarks marks = await new ClusterMarksReader(_engine, _files).ReadAsync(
            "demo", run: null, keeper: null, CancellationToken.None);

        Assert.Equal("the cluster's bridge is not on this machine", marks.Elsewhere);
    }

    [Fact]
    public async Task AClusterOfTheSameNameThatCameSince_IsNotFound()
    {
        _engine.Containers.Add(new MarkedContainer(Leftovers.OtherContainer, "demo-node-001", "99999999", []));
        _engine.Networks.Add(new MarkedNetwork("n2", "demo.scalesim.internal", "99999999"));

        RemainsReport report = await InspectAsync();

        Assert.Equal(
            "left nothing behind: 4 kinds checked, 0 found; not checked: firewall rules (needs root)",
            report.ToString());
        report.ThrowIfLeft("demo");
    }

    [Fact]
    public async Task WhatIsLeft_IsListedWithTheCommandsThatRemoveIt()
    {
        _engine.Containers.Add(new MarkedContainer(Leftovers.Container, "demo-node-001", "11112222", []));
        _engine.Networks.Add(new MarkedNetwork("n1", "demo.scalesim.internal", "11112222"));
        _engine.Volumes.Add(Leftovers.Marks.Volumes[0]);
        _files[$"{Leftovers.Marks.Folder}/keeper.log"] = "";

        RemainsReport report = await InspectAsync();

        CleanupIncompleteException left = Assert.Throws<CleanupIncompleteException>(() => report.ThrowIfLeft("demo"));
        Assert.Equal(4, left.Remains.Count);
        foreach (string command in (string[])
        [
            "docker rm --force --volumes demo-node-001", "docker network rm n1",
            $"docker volume rm {Leftovers.Marks.Volumes[0]}", $"rm -r {Leftovers.Marks.Folder}",
        ])
        {
            Assert.Contains($"\n  {command}", left.Message, StringComparison.Ordinal);
        }

        Assert.StartsWith(
            "left something behind: 4 kinds checked, 4 found", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("containers: container demo-node-001", report.Lines());
        Assert.Contains("firewall rules: not checked: needs root", report.Lines());
    }

    [Fact]
    public async Task WhatGoesAMomentLater_IsNotLeft()
    {
        var slow = new SlowKind(looks: 3);

        RemainsReport report = await new RemainsInspector([slow], TimeProvider.System)
            .InspectAsync(Leftovers.Marks, CancellationToken.None);

        Assert.Empty(report.Found);
        Assert.Equal(4, slow.Looks);
    }

    /// <summary>The clock leaps past the inspector's patience at the first pause.</summary>
    private Task<RemainsReport> InspectAsync()
    {
        IRemainsKind[] kinds =
        [
            new ContainersKind(_engine), new NetworksKind(_engine), new VolumesKind(_engine), new FilesKind(_files),
            new FirewallKind(_files, new StubFirewall { NotChecked = "needs root" }),
        ];
        var time = new FakeTimeProvider();
        Task<RemainsReport> inspecting = new RemainsInspector(kinds, time)
            .InspectAsync(Leftovers.Marks, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(10));
        return inspecting;
    }

    private sealed class SlowKind(int looks) : IRemainsKind
    {
        public string Name => "shims";

        public int Looks { get; private set; }

        public Task<KindLook> LookAsync(ClusterMarks marks, CancellationToken cancellationToken) =>
            Task.FromResult(KindLook.Of(++Looks > looks ? [] : [new Remain("shim 1", "kill -9 1")]));
    }
}

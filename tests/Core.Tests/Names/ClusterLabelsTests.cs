using ScaleSim.Core.Engines;
using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Planning;

namespace ScaleSim.Core.Tests.Names;

public sealed class ClusterLabelsTests
{
    private readonly ClusterPlan _plan = Samples.Plan(Samples.Spec(Samples.Group(3) with
    {
        PerNode = 2,
        Environment = new Dictionary<string, string> { ["API_TOKEN"] = "hunter2", ["LEVEL"] = "debug" },
    }));

    [Fact]
    public void ForNetwork_CarriesTheSpecWithoutSecrets()
    {
        KeeperIdentity keeper = new(812, 44021, "1c8f", "/run/user/1000/a b.sock", HoldsRun: true);
        DateTimeOffset created = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1));

        IReadOnlyDictionary<string, string> labels = ClusterLabels.ForNetwork(_plan, keeper, created);

        Assert.Equal("network", labels["scalesim.role"]);
        Assert.Equal("2026-01-02T02:04:05.0000000+00:00", labels["scalesim.created"]);
        Assert.Equal(keeper, KeeperIdentity.TryParse(labels["scalesim.keeper"]));
        Assert.DoesNotContain("hunter2", labels["scalesim.spec"], StringComparison.Ordinal);
        ClusterSpec? spec = SpecJson.TryRead(labels["scalesim.spec"]);
        Assert.Equal("***", spec?.Groups[0].Environment["API_TOKEN"]);
        Assert.Equal("debug", spec?.Groups[0].Environment["LEVEL"]);
        AssertCommon(labels);
    }

    [Fact]
    public void ForNetwork_NamesTheHostsFile_WhereThereIsOne()
    {
        KeeperIdentity keeper = new(812, 44021, "1c8f", "/run/a.sock", HoldsRun: true);

        Assert.DoesNotContain(
            "scalesim.hosts-file", ClusterLabels.ForNetwork(_plan, keeper, DateTimeOffset.UnixEpoch).Keys);
        keeper = keeper with { HostsFile = "/etc/hosts" };
        Assert.Equal(
            "/etc/hosts", ClusterLabels.ForNetwork(_plan, keeper, DateTimeOffset.UnixEpoch)["scalesim.hosts-file"]);
    }

    [Fact]
    public void ForNetwork_SaysWhenItsTimeEnds_WhereItDoes()
    {
        KeeperIdentity keeper = new(812, 44021, "1c8f", "/run/a.sock", HoldsRun: false);
        DateTimeOffset end = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.FromHours(1));

        Assert.DoesNotContain(
            "scalesim.expires", ClusterLabels.ForNetwork(_plan, keeper, DateTimeOffset.UnixEpoch).Keys);
        string label = ClusterLabels.ForNetwork(
            _plan, keeper with { ExpiresAt = end }, DateTimeOffset.UnixEpoch)["scalesim.expires"];

        Assert.Equal("2026-01-02T02:04:05.6780000+00:00", label);
        Assert.Equal(end, ClusterLabels.ReadTime(label));
        Assert.Null(ClusterLabels.ReadTime("soon"));
        Assert.Null(ClusterLabels.ReadTime(null));
    }

    [Fact]
    public void ForNetwork_HasNoKeeper_WhenThereIsNone() => Assert.DoesNotContain(
        "scalesim.keeper", ClusterLabels.ForNetwork(_plan, keeper: null, DateTimeOffset.UnixEpoch).Keys);

    [Fact]
    public void ForNode_NamesTheNode()
    {
        IReadOnlyDictionary<string, string> labels = ClusterLabels.ForNode(_plan, _plan.Nodes[1]);

        Assert.Equal("node", labels["scalesim.role"]);
        Assert.Equal("2", labels["scalesim.node"]);
        Assert.Equal("worker", labels["scalesim.group"]);
        Assert.Equal("3", labels["scalesim.first"]);
        Assert.Equal("2", labels["scalesim.slots"]);
        Assert.DoesNotContain("scalesim.ports", labels.Keys);
        AssertCommon(labels);
    }

    [Fact]
    public void ForNode_HasThePortsOfItsSlots_WhereTheyArePublished()
    {
        ClusterPlan plan = Samples.Plan(_plan.Spec with { Expose = Exposure.Published });

        Assert.Equal(
            "data=20000,web=20001,data=20002,web=20003",
            ClusterLabels.ForNode(plan, plan.Nodes[0])["scalesim.ports"]);
        Assert.Equal(Exposure.Published, ReadExpose(plan));
        Assert.Equal(Exposure.Direct, ReadExpose(_plan));
        Assert.Null(ClusterLabels.ReadExpose("auto"));
        Assert.Null(ClusterLabels.ReadExpose(null));
    }

    [Fact]
    public void ForScale_RemembersTheCounts()
    {
        IReadOnlyDictionary<string, string> labels = ClusterLabels.ForScale(_plan, 4);

        Assert.Equal("scale", labels["scalesim.role"]);
        Assert.Equal("4", labels["scalesim.change"]);
        Assert.Equal("worker=3", labels["scalesim.counts"]);
        AssertCommon(labels);
        Assert.Equal(
            new Dictionary<string, int> { ["a"] = 1, ["b"] = 20 }, ClusterLabels.ReadCounts("a=1,b=20,c,d=x"));
    }

    [Fact]
    public void ForWorker_NamesTheWorkerItsNodeAndItsPorts()
    {
        IReadOnlyDictionary<string, string> labels = ClusterLabels.ForWorker(_plan, _plan.Workers[2]);

        Assert.Equal("worker", labels["scalesim.role"]);
        Assert.Equal("3", labels["scalesim.worker"]);
        Assert.Equal("worker", labels["scalesim.group"]);
        Assert.Equal("2", labels["scalesim.node"]);
        Assert.Equal("data=20000,web=20001", labels["scalesim.ports"]);
        Assert.DoesNotContain("scalesim.timer-slack", labels);
        AssertCommon(labels);
    }

    [Fact]
    public void ForWorker_SaysItsTimerSlackInNanoseconds()
    {
        WorkerPlan worker = _plan.Workers[0];
        worker = worker with { Group = worker.Group with { TimerSlack = TimeSpan.FromMilliseconds(20) } };

        Assert.Equal("20000000", ClusterLabels.ForWorker(_plan, worker)["scalesim.timer-slack"]);
    }

    [Fact]
    public void ReadPorts_ReadsWhatWritePortsWrote()
    {
        IReadOnlyList<NamedPort> ports = _plan.Workers[1].Ports;

        Assert.Equal(ports, ClusterLabels.ReadPorts(ClusterLabels.WritePorts(ports)));
        Assert.Empty(ClusterLabels.ReadPorts(ClusterLabels.WritePorts([])));
        Assert.Empty(ClusterLabels.ReadPorts(null));
    }

    [Fact]
    public void ReadPorts_LeavesOut_WhatIsNoPort() =>
        Assert.Equal([new NamedPort("web", 80)], ClusterLabels.ReadPorts("data,web=80,x=-1,y=z,"));

    private static Exposure? ReadExpose(ClusterPlan plan) => ClusterLabels.ReadExpose(
        ClusterLabels.ForNetwork(plan, keeper: null, DateTimeOffset.UnixEpoch)["scalesim.expose"]);

    private static void AssertCommon(IReadOnlyDictionary<string, string> labels)
    {
        Assert.Equal("demo", labels["scalesim.cluster"]);
        Assert.Equal("0a1b2c3d", labels["scalesim.run"]);
        Assert.Equal("0.1.0", labels["scalesim.version"]);
        Assert.Equal("ada", labels["scalesim.user"]);
    }
}

using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Images;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.UserChecks;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Core.Tests.Planning;

namespace ScaleSim.Core.Tests.Specs;

public sealed class SpecJsonTests
{
    private static readonly ClusterSpec Full = FullSpec.Cluster;

    [Fact]
    public void TryRead_ReadsAllThatWriteWrote()
    {
        string json = SpecJson.Write(Full);

        ClusterSpec? read = SpecJson.TryRead(json);

        Assert.NotNull(read);
        Assert.Equal(json, SpecJson.Write(read));
        WorkerGroupSpec group = read.Groups[0];
        Assert.Equal(Full.Groups[0].Command, group.Command);
        Assert.Equal(Full.Groups[0].Ports, group.Ports);
        Assert.Equal(Full.Groups[0].Ramdisks, group.Ramdisks);
        Assert.Equal(Full.Groups[0].Files, group.Files);
        Assert.Equal(Full.Groups[0].Mounts, group.Mounts);
        Assert.Equal(Full.Groups[0].Ready, group.Ready);
        Assert.Equal(Full.Groups[0].StopTimeout, group.StopTimeout);
        Assert.Equal(Full.Start, read.Start);
        Assert.Equal("1", group.Environment["A"]);
        Assert.Equal(Full.Ports, read.Ports);
        Assert.Equal(Full.Registered, read.Registered);
        Assert.Equal("/metrics", Assert.IsType<ProcessMasterSpec>(read.Master).MetricsPath);
        Assert.DoesNotContain('\n', json);
    }

    [Fact]
    public void TryRead_KnowsAnExternalMaster()
    {
        ClusterSpec spec = Samples.Spec() with
        {
            Master = new ExternalMasterSpec { Host = "h", Port = 1, MetricsPath = "/m", RequestsMetric = "r" },
        };

        ClusterSpec? read = SpecJson.TryRead(SpecJson.Write(spec));

        Assert.Equal(spec.Master, read?.Master);
    }

    [Fact]
    public void TryRead_KeepsDefaults_WhereAnOlderVersionWroteLess()
    {
        ClusterSpec? read = SpecJson.TryRead(
            """
            {"name":"x",
            "groups":[{"count":2,"image":"scalesim/i","ports":["rpc"]},
            {"count":1,"image":"i","ramdisks":[{"path":"/r","sizeBytes":1}]}],
            "master":{"kind":"process","command":["m"],"port":1},
            "registered":{"query":{"kind":"http","path":"/w"},"select":{"kind":"json","path":"n"}}}
            """);

        Assert.NotNull(read);
        Assert.Equal(PortRange.Default, read.Ports);
        Assert.Equal("{worker.name}", read.Registered?.Match);
        Assert.Empty(Assert.IsType<ProcessMasterSpec>(read.Master).Environment);
        Assert.Equal("1777", read.Groups[1].Ramdisks[0].Mode);
        WorkerGroupSpec group = read.Groups[0];
        Assert.Empty(group.Ramdisks);
        Assert.Equal("worker", group.Name);
        Assert.Equal(WorkerGroupSpec.DefaultMemoryBytes, group.MemoryBytes);
        Assert.Equal(128, group.Pids);
        Assert.True(group.HasReadOnlyRoot);
        Assert.Equal(["rpc"], group.Ports);
        Assert.Equal(new LogSpec(), group.Logs);
        Assert.Equal(RestartSpec.Never, group.Restart);
        Assert.Empty(group.Files);
        Assert.Empty(group.Ulimits);
        Assert.Empty(read.Checks);
        Assert.Empty(group.Environment);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"name\":\"x\"}")]
    [InlineData("{\"name\":\"x\",\"groups\":[],\"master\":{\"port\":1}}")]
    [InlineData("{\"name\":null,\"groups\":[],\"master\":{\"kind\":\"external\",\"port\":1,\"host\":\"h\"}}")]
    [InlineData("{\"name\":\"x\",\"groups\":[],\"master\":{\"kind\":\"other\",\"port\":1}}")]
    public void TryRead_IsNull_ForAnythingElse(string? json) => Assert.Null(SpecJson.TryRead(json));

    [Fact]
    public void TryRead_FillsInWhatAFileOrCheckLeavesOut()
    {
        ClusterSpec? read = SpecJson.TryRead(
            """
            {"name":"x","groups":[{"count":1,"image":{"kind":"host","paths":[]},"files":[{"path":"/a/b","content":"c"}],
            "ready":{"kind":"http","port":"p","path":"/"}}],
            "master":{"kind":"external","host":"h","port":1},
            "checks":[{"kind":"tcp","name":"t","port":"p"},{"kind":"workers","name":"w","command":["x"]}]}
            """);

        Assert.NotNull(read);
        Assert.Equal("0644", read.Groups[0].Files[0].Mode);
        Assert.Equal(200, Assert.IsType<HttpProbeSpec>(read.Groups[0].Ready).Status);
        Assert.Empty(Assert.IsType<HostImageSpec>(read.Groups[0].Image).Accounts);
        Assert.Equal(TimeSpan.FromSeconds(30), read.Checks[0].Timeout);
        Assert.Equal("all", Assert.IsType<TcpCheckSpec>(read.Checks[0]).Workers);
        Assert.Equal("10 random", Assert.IsType<WorkerCheckSpec>(read.Checks[1]).Workers);
    }

    [Fact]
    public void Plan_OfAReadSpec_IsThePlanOfTheWrittenOne()
    {
        ClusterSpec? read = SpecJson.TryRead(SpecJson.Write(Full));

        Assert.Equal(
            Core.Planning.PlanHash.Of(Samples.Plan(Full)), Core.Planning.PlanHash.Of(Samples.Plan(read!)));
    }
}

using ScaleSim.Core.Ports;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Probes;
using ScaleSim.Core.Specs.Registrations;
using ScaleSim.Core.Tests.Planning;

namespace ScaleSim.Core.Tests.Specs;

public sealed class SpecJsonTests
{
    private static readonly ClusterSpec Full = new()
    {
        Name = "full",
        Groups =
        [
            new WorkerGroupSpec
            {
                Name = "storage",
                Count = 7,
                Image = "moosefs:3",
                Command = ["mfschunkserver", "-d"],
                Environment = new Dictionary<string, string> { ["B"] = "2", ["A"] = "1" },
                Ports = ["data", "web"],
                Ramdisks = [new RamdiskSpec("/mnt/a", 1 << 20) { Mode = "0700" }],
                MemoryBytes = 64 << 20,
                IdleMemoryBytes = 5_000_000,
                Cpus = 0.25,
                Pids = 64,
                ReadOnlyRoot = false,
                PerNode = 10,
                Ready = new HttpProbeSpec("web", "/healthz"),
            },
        ],
        Master = new ProcessMasterSpec
        {
            Command = ["mfsmaster"],
            Environment = new Dictionary<string, string> { ["X"] = "y" },
            Port = 9419,
            Ready = new HttpProbeSpec(null, "/ready"),
            MetricsPath = "/metrics",
        },
        Registered = new RegistrationSpec
        {
            Query = new HttpQuerySpec("/servers"),
            Select = new JsonSelectionSpec("$[?(@.up == true)].ip"),
            Match = "{node.ip}",
        },
        Ports = new PortRange(11000, 11999),
        Expose = Exposure.Published,
        Runtime = "crun",
        Shim = ShimSharing.Node,
        StrictMemory = true,
        Seed = 42,
    };

    [Fact]
    public void TryRead_ReadsAllThatWriteWrote()
    {
        string json = SpecJson.Write(Full);

        ClusterSpec? read = SpecJson.TryRead(json);

        Assert.NotNull(read);
        Assert.Equal(json, SpecJson.Write(read));
        WorkerGroupSpec group = read.Groups[0];
        Assert.Equal(
            Full.Groups[0] with
            {
                Command = group.Command,
                Environment = group.Environment,
                Ports = group.Ports,
                Ramdisks = group.Ramdisks,
                Ulimits = group.Ulimits,
                Sysctls = group.Sysctls,
                Capabilities = group.Capabilities,
                Mounts = group.Mounts,
                Files = group.Files,
            },
            group);
        Assert.Equal(Full.Groups[0].Command, group.Command);
        Assert.Equal(Full.Groups[0].Ramdisks, group.Ramdisks);
        Assert.Equal("1", group.Environment["A"]);
        Assert.Equal(Full.Ports, read.Ports);
        Assert.Equal(Full.Registered, read.Registered);
        Assert.Equal("/metrics", Assert.IsType<ProcessMasterSpec>(read.Master).MetricsPath);
        Assert.DoesNotContain('\n', json);
    }

    [Fact]
    public void TryRead_KnowsAnExternalMaster()
    {
        ClusterSpec spec = Samples.Spec() with { Master = new ExternalMasterSpec { Host = "h", Port = 1 } };

        ClusterSpec? read = SpecJson.TryRead(SpecJson.Write(spec));

        Assert.Equal(spec.Master, read?.Master);
    }

    [Fact]
    public void TryRead_KeepsDefaults_WhereAnOlderVersionWroteLess()
    {
        ClusterSpec? read = SpecJson.TryRead(
            """
            {"name":"x",
            "groups":[{"count":2,"image":{"kind":"tag","tag":"i"}},
            {"count":1,"image":{"kind":"tag","tag":"i"},"ramdisks":[{"path":"/r","sizeBytes":1}]}],
            "master":{"kind":"process","command":["m"],"port":1},
            "registered":{"query":{"kind":"http","path":"/w"},"select":{"kind":"json","path":"$[*].n"}}}
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
        Assert.Null(group.ReadOnlyRoot);
        Assert.Empty(group.Ports);
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
    public void Plan_OfAReadSpec_IsThePlanOfTheWrittenOne()
    {
        ClusterSpec? read = SpecJson.TryRead(SpecJson.Write(Full));

        Assert.Equal(
            Core.Planning.PlanHash.Of(Samples.Plan(Full)), Core.Planning.PlanHash.Of(Samples.Plan(read!)));
    }
}

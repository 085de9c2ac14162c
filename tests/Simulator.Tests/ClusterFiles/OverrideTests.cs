using System.CommandLine;
using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.ClusterFiles;
using ScaleSim.Simulator.Commands;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Tests.ClusterFiles;

/// <summary>Flags that are given override the file; those that are not leave it alone.</summary>
public sealed class OverrideTests
{
    private const string Text = """
        name: mine
        portRange: 21000-22999
        strictMemory: true
        seed: 5
        master: {external: 'm.example:1'}
        workers: {image: i, memory: 64MiB, ramdisks: [{path: /r, size: 1MiB}]}
        groups: {a: {count: 30}, b: {count: 10}, c: {count: 1}}
        """;

    [Fact]
    public void Flags_ThatAreNotGiven_LeaveTheFileAlone()
    {
        RunOptions options = Read("");

        Assert.Equal(SpecJson.Write(ClusterYaml.Spec(Text)), SpecJson.Write(options.Spec));
        Assert.Equal(("mine", 5), (options.Name, options.Seed));
    }

    [Fact]
    public void Flags_ThatAreGiven_OverrideTheFile_EvenWithTheirDefaults()
    {
        RunOptions options = Read(
            "--name other --memory 32MiB --ramdisk 2MiB --ports 20000-31999 --cpus 0.5 --seed 9 --master n.example:2 "
            + "--workers-per-node 10 --strict-memory false");

        Assert.Equal("other", options.Spec.Name);
        Assert.Equal(9, options.Spec.Seed);
        Assert.False(options.Spec.StrictMemory);
        Assert.Equal(PortRange.Default, options.Spec.Ports);
        Assert.Equal(2, options.Spec.Master.Port);
        Assert.All(options.Spec.Groups, group =>
        {
            Assert.Equal((32L << 20, 0.5, 10), (group.MemoryBytes, group.Cpus!.Value, group.PerNode!.Value));
            Assert.Equal(2L << 20, group.Ramdisks[0].SizeBytes);
        });
    }

    [Fact]
    public void StartTimeout_IsThatOfTheFlag_OrGrowsWithTheWorkers()
    {
        Assert.Equal(TimeSpan.FromMinutes(15), Read("--start-timeout 15m").StartDeadline);
        Assert.True(Read("--workers 5000").StartDeadline > Read("").StartDeadline);
    }

    [Fact]
    public void Master_IsElsewhere_AndHasTheSameMetrics()
    {
        var flags = new SpecFlags { Name = "demo", Master = new ExternalMasterSpec { Host = "n.example", Port = 2 } };
        var spec = new ProcessMasterSpec { Port = 1, Command = ["m"], MetricsPath = "/m", LatencyMetric = "seconds" };

        Assert.Equal(
            new ExternalMasterSpec { Host = "n.example", Port = 2, MetricsPath = "/m", LatencyMetric = "seconds" },
            flags.Override(ClusterYaml.Spec(Text) with { Master = spec }).Master);
    }

    [Fact]
    public void Workers_ScaleTheGroupsInProportion() =>
        Assert.Equal([60, 20, 2], Read("--workers 82").Spec.Groups.Select(group => group.Count));

    [Fact]
    public void Workers_FewerThanGroups_AreRefused() =>
        Assert.Contains("3 groups", Assert.Throws<CommandException>(() => Read("--workers 2")).Message);

    [Fact]
    public void Scale_GivesEachGroupAtLeastOne_AndAllOfThemTheTotal() => Prop.ForAll(
        (from counts in Gen.Choose(1, 100_000).NonEmptyListOf()
         from more in Gen.Choose(0, 100_000)
         select (Counts: counts.ToArray(), Total: counts.Count + more)).ToArbitrary(),
        sample =>
        {
            IReadOnlyList<int> scaled = GroupScaling.Scale(sample.Counts, sample.Total);

            Assert.Equal(sample.Total, scaled.Sum());
            Assert.All(scaled, count => Assert.True(count >= 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void RunsName_IsNotTheFiles() => Assert.Equal("run-1", Read("", takesFileName: false).Spec.Name);

    private static RunOptions Read(string arguments, bool takesFileName = true)
    {
        var command = new Command("test");
        var flags = new RunFlags();
        flags.AddTo(command);
        ParseResult parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors);
        return flags.Read(parsed, ClusterYaml.File(Text), "run-1", takesFileName);
    }
}

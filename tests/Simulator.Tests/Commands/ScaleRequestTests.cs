using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Commands;

namespace ScaleSim.Simulator.Tests.Commands;

public sealed class ScaleRequestTests
{
    [Theory]
    [InlineData("20", null, "worker=20")]
    [InlineData("demo 20", "demo", "worker=20")]
    [InlineData("worker=3", null, "worker=3")]
    [InlineData("demo worker=3", "demo", "worker=3")]
    public void Parse_TakesAClusterAndASize(string words, string? cluster, string counts)
    {
        ScaleRequest request = ScaleRequest.Parse(words.Split(' '));

        Assert.Equal(cluster, request.Cluster);
        Assert.Equal(counts, TextOf(request.CountsFor(Live("worker"))));
    }

    [Fact]
    public void Parse_TakesSeveralGroups() => Assert.Equal(
        "pi4=3 jetson=0", TextOf(ScaleRequest.Parse(["rack", "pi4=3", "jetson=0"]).CountsFor(Live("pi4", "jetson"))));

    [Theory]
    [InlineData("many", "'many' is no number of workers")]
    [InlineData("-3", "'-3' is no number of workers")]
    [InlineData("1.5", "'1.5' is no number of workers")]
    [InlineData("99999999999", "'99999999999' is no number of workers")]
    [InlineData("1 2", "'1' is no group with a number of workers")]
    [InlineData("a b 2", "'b' is no group with a number of workers")]
    [InlineData("=3", "'=3' is no group with a number of workers")]
    [InlineData("a=", "'' is no number of workers")]
    [InlineData("a=1 a=2", "Group 'a' is given twice")]
    public void Parse_Refuses_WhatIsNoSize(string words, string part)
    {
        CommandException refusal = Assert.Throws<CommandException>(() => ScaleRequest.Parse(words.Split(' ')));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CountsFor_Refuses_ANumberAlone_WhereThereAreGroups()
    {
        CommandException refusal = Assert.Throws<CommandException>(
            () => ScaleRequest.Parse(["20"]).CountsFor(Live("pi4", "jetson")));

        Assert.Contains("has 2 groups, pi4, jetson. Write pi4=20", refusal.Message, StringComparison.Ordinal);
    }

    private static string TextOf(IReadOnlyDictionary<string, int> counts) =>
        string.Join(' ', counts.Select(pair => $"{pair.Key}={pair.Value}"));

    private static ClusterState Live(params string[] groups) => new()
    {
        Cluster = "demo",
        Run = "1a2b3c4d",
        Spec = new ClusterSpec
        {
            Name = "demo",
            Groups = [.. groups.Select(name => new WorkerGroupSpec { Name = name, Count = 1, Image = "x" })],
            Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 1 },
        },
    };
}

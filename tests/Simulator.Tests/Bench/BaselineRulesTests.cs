using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Simulator.Bench;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Tests.Bench;

public sealed class BaselineRulesTests
{
    [Fact]
    public void Check_Passes_WhereABareClientStartsTheSame() => BaselineRules.Check(Options());

    [Fact]
    public void Check_Refuses_TheFakeEngine()
    {
        CommandException refusal = Assert.Throws<CommandException>(
            () => BaselineRules.Check(Options() with { Engine = EngineKind.Fake }));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Contains("--engine fake", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_Refuses_FilesThatItWouldNotWrite()
    {
        CommandException refusal = Assert.Throws<CommandException>(
            () => BaselineRules.Check(Options(new FileSpec { Path = "/etc/a", Content = "a" })));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Contains("group 'second' has 1 file:", refusal.Message, StringComparison.Ordinal);
    }

    private static RunOptions Options(params FileSpec[] files) => new()
    {
        Name = "bench",
        Spec = new ClusterSpec
        {
            Name = "bench",
            Master = new ExternalMasterSpec { Host = "192.0.2.1", Port = 1 },
            Groups =
            [
                new WorkerGroupSpec { Name = "first", Count = 1, Image = "a" },
                new WorkerGroupSpec { Name = "second", Count = 1, Image = "b", Files = files },
            ],
        },
    };
}

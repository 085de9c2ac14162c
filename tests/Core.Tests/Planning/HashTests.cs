using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Planning;

public sealed class HashTests
{
    private static readonly ClusterSpec Spec = Samples.Spec(5) with { Expose = Exposure.Published };

    [Fact]
    public void Hashes_AreSha256InHexadecimal()
    {
        Assert.Matches("^[0-9a-f]{64}$", SpecHash.Of(Spec));
        Assert.Matches("^[0-9a-f]{64}$", PlanHash.Of(Samples.Plan(Spec)));
    }

    [Fact]
    public void SpecHash_DoesNotTellNamesSeedsAndOrderApart()
    {
        ClusterSpec one = Samples.Spec(Samples.Group() with
        {
            Environment = new Dictionary<string, string> { ["A"] = "1", ["B"] = "2" },
        });
        ClusterSpec other = Samples.Spec(Samples.Group() with
        {
            Environment = new Dictionary<string, string> { ["B"] = "2", ["A"] = "1" },
        }) with { Name = "run-77", Seed = 9 };

        Assert.Equal(SpecHash.Of(one), SpecHash.Of(other));
    }

    [Fact]
    public void SpecHash_Differs_WhenAnythingElseDoes()
    {
        ClusterSpec[] specs =
        [
            Spec,
            Spec with { Shim = ShimSharing.Node },
            Spec with { StrictMemory = true },
            Spec with { Groups = [Spec.Groups[0] with { Count = 6 }] },
            Spec with { Groups = [Spec.Groups[0] with { Pids = 99 }] },
            Spec with { Groups = [Spec.Groups[0] with { Command = ["x"] }] },
            Spec with { Master = new ExternalMasterSpec { Host = "h.example", Port = 19998 } },
        ];

        Assert.Distinct(specs.Select(SpecHash.Of));
        Assert.Distinct(specs.Select(spec => PlanHash.Of(Samples.Plan(spec))));
    }

    [Fact]
    public void PlanHash_IsTheSame_OnAnotherNight()
    {
        HostFacts facts = Samples.Facts with
        {
            MemoryAvailableBytes = 1L << 30,
            SubnetsInUse = [Samples.Plan(Spec).Network.Subnet],
        };
        ClusterPlan tonight = Samples.Plan(Spec);
        ClusterPlan tomorrow = Planner.Plan(
            Spec with { Name = "run-77", Seed = 9 }, facts, new RunIdentity("ffffffff", "bob", "0.2.0"));

        Assert.Equal(PlanHash.Of(tonight), PlanHash.Of(tomorrow));
    }

    [Fact]
    public void PlanHash_Differs_WhenAPortMoves()
    {
        HostFacts facts = Samples.Facts with { PortsInUse = new HashSet<int> { 20004 } };

        Assert.NotEqual(PlanHash.Of(Samples.Plan(Spec)), PlanHash.Of(Samples.Plan(Spec, facts)));
    }
}

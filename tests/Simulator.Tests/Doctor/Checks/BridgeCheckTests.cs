using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class BridgeCheckTests
{
    private readonly TestMachine _machine = new();

    [Theory]
    [InlineData(900, "Ok")]
    [InlineData(901, "Failed")]
    public async Task CheckAsync_JudgesTheNodes_ByWhatABridgeTakes(int nodes, string status)
    {
        ClusterSpec spec = TestMachine.SpecOf(nodes);
        _machine.Spec = spec with { Groups = [spec.Groups[0] with { PerNode = 1 }] };

        Assert.Equal(status, (await _machine.CheckAsync(new BridgeCheck())).Status.ToString());
    }

    [Fact]
    public async Task CheckAsync_NamesThePackingThatFits_WhenItFails()
    {
        ClusterSpec spec = TestMachine.SpecOf(2000);
        _machine.Spec = spec with { Groups = [spec.Groups[0] with { PerNode = 2 }] };

        DoctorResult result = await _machine.CheckAsync(new BridgeCheck());

        Assert.Equal("1,000 nodes on the cluster's bridge; it takes 900.", result.Message);
        Assert.Equal("Pack more workers on a node: --workers-per-node 3", result.Fix);
    }
}

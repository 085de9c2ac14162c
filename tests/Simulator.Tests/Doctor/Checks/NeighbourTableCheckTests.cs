using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class NeighbourTableCheckTests
{
    private readonly TestMachine _machine = new();

    [Theory]
    [InlineData(30, "Ok")]
    [InlineData(31, "Warning")]
    [InlineData(480, "Warning")]
    [InlineData(481, "Failed")]
    public async Task CheckAsync_JudgesTheTable_ByNodesThatTalkToTheHostOrToAll(int nodes, string status)
    {
        ClusterSpec spec = TestMachine.SpecOf(nodes);
        _machine.Spec = spec with { Groups = [spec.Groups[0] with { PerNode = 1 }] };

        Assert.Equal(status, (await _machine.CheckAsync(new NeighbourTableCheck())).Status.ToString());
    }

    [Fact]
    public async Task CheckAsync_ShowsArithmeticAndSetting_WhenItFails()
    {
        _machine.Files["/proc/sys/net/ipv4/neigh/default/gc_thresh3"] = "70\n";

        DoctorResult result = await _machine.CheckAsync(new NeighbourTableCheck());

        Assert.Equal(
            "5 nodes need 74 places, 2 each and 64 for the rest of the machine, and 94 if all talk to all at once; "
                + "gc_thresh3 is 70 for the whole kernel.",
            result.Message);
        Assert.EndsWith("sysctl -w net.ipv4.neigh.default.gc_thresh3=128", result.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_IsNotChecked_WhereTheKernelHidesIt()
    {
        _machine.Files.Remove("/proc/sys/net/ipv4/neigh/default/gc_thresh3");

        DoctorResult result = await _machine.CheckAsync(new NeighbourTableCheck());

        Assert.Equal(
            DoctorResult.NotChecked(
                "neighbour-table", "/proc/sys/net/ipv4/neigh/default/gc_thresh3 can't be read here."),
            result);
    }
}

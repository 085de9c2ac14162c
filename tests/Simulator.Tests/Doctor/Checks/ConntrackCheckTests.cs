using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class ConntrackCheckTests
{
    private readonly TestMachine _machine = new();

    [Theory]
    [InlineData("262144\n", "Ok")]
    [InlineData("3500\n", "Warning")]
    [InlineData("3000\n", "Failed")]
    public async Task CheckAsync_JudgesTheTable_ByConnectionsThatComeAndAreThere(string max, string status)
    {
        _machine.Files["/proc/sys/net/netfilter/nf_conntrack_max"] = max;

        DoctorResult result = await _machine.CheckAsync(new ConntrackCheck());

        Assert.Equal(status, result.Status.ToString());
        Assert.StartsWith("About 3,000 connections", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_IsNotChecked_WhereNothingIsTrackedOrShown()
    {
        _machine.Files.Remove("/proc/sys/net/netfilter/nf_conntrack_max");

        Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(new ConntrackCheck())).Status);
    }
}

using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class IpForwardingCheckTests
{
    [Theory]
    [InlineData("1\n", "Ok")]
    [InlineData("0\n", "Warning")]
    [InlineData("", "NotChecked")]
    public async Task CheckAsync_JudgesTheSetting_ByItsValue(string text, string status)
    {
        TestMachine machine = new();
        machine.Files["/proc/sys/net/ipv4/ip_forward"] = text;

        Assert.Equal(status, (await machine.CheckAsync(new IpForwardingCheck())).Status.ToString());
    }
}

using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class UserlandProxyCheckTests
{
    private readonly TestMachine _machine = new();

    [Theory]
    [InlineData("dockerd\0--userland-proxy=false\0", "")]
    [InlineData("dockerd\0--userland-proxy=0\0", "{}")]
    [InlineData("dockerd\0", """{"userland-proxy": false}""")]
    public async Task CheckAsync_IsOk_WhenTheProxyIsOff(string commandLine, string settings)
    {
        Publish(commandLine, settings);

        Assert.Equal(
            DoctorResult.Ok("userland-proxy", "dockerd runs with --userland-proxy=false."),
            await _machine.CheckAsync(new UserlandProxyCheck()));
    }

    [Theory]
    [InlineData("dockerd\0", "")]
    [InlineData("dockerd\0--userland-proxy\0", """{"userland-proxy": false}""")]
    [InlineData("dockerd\0--userland-proxy-path=/x=false\0", """{"userland-proxy": "false"}""")]
    [InlineData("dockerd\0", "{ malformed")]
    [InlineData("dockerd\0", "[false]")]
    public async Task CheckAsync_WarnsWithTheCost_WhenItIsOnAndPortsArePublished(string commandLine, string settings)
    {
        Publish(commandLine, settings);

        DoctorResult result = await _machine.CheckAsync(new UserlandProxyCheck());

        Assert.Equal(DoctorStatus.Warning, result.Status);
        Assert.Equal(
            "On: 1,000 published ports start as many docker-proxy processes, 3.6 GiB in all (3.7 MiB each).",
            result.Message);
    }

    [Fact]
    public async Task CheckAsync_IsOk_WhenNothingIsPublished()
    {
        _machine.Files["/proc/812/cmdline"] = "dockerd\0";

        Assert.Equal(DoctorStatus.Ok, (await _machine.CheckAsync(new UserlandProxyCheck())).Status);
    }

    [Fact]
    public async Task CheckAsync_IsNotChecked_WhenNoDaemonIsSeen()
    {
        _machine.Files.Remove("/proc/812/comm");

        Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(new UserlandProxyCheck())).Status);
    }

    private void Publish(string commandLine, string settings)
    {
        _machine.Spec = _machine.Spec with { Expose = Exposure.Published };
        _machine.Files["/proc/812/cmdline"] = commandLine;
        _machine.Files["/etc/docker/daemon.json"] = settings;
    }
}

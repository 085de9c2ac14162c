using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class KeyringsCheckTests
{
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_LooksAtRootsQuota_WhenTheDaemonIsRoots()
    {
        DoctorResult result = await _machine.CheckAsync(new KeyringsCheck());

        Assert.Equal(DoctorStatus.Ok, result.Status);
        Assert.Equal(
            "35,350 bytes of keyrings are needed; 25,000,000 of kernel.keys.root_maxbytes 25,000,000 are free.",
            result.Message);
    }

    [Theory]
    [InlineData("600\n", "Warning")]
    [InlineData("200\n", "Failed")]
    public async Task CheckAsync_JudgesTheKeys_ByContainers(string max, string status)
    {
        _machine.Files["/proc/sys/kernel/keys/root_maxkeys"] = max;

        DoctorResult result = await _machine.CheckAsync(new KeyringsCheck());

        Assert.Equal(status, result.Status.ToString());
        Assert.EndsWith("sysctl -w kernel.keys.root_maxkeys=2048", result.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Uid:\t1000\t1000\t1000\t1000\n", "")]
    [InlineData("Uid:\t0\t0\t0\t0\n", """{"userns-remap": "default"}""")]
    public async Task CheckAsync_FailsByTheSmallQuota_WhenContainersBelongToAUser(string status, string settings)
    {
        _machine.Files["/proc/812/status"] = status;
        _machine.Files["/etc/docker/daemon.json"] = settings;

        DoctorResult result = await _machine.CheckAsync(new KeyringsCheck());

        Assert.Equal(DoctorStatus.Failed, result.Status);
        Assert.Contains("200 of kernel.keys.maxkeys 200 are free", result.Message, StringComparison.Ordinal);
        Assert.Contains("20,000 of kernel.keys.maxbytes 20,000 are free", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_IsNotChecked_WhereTheKernelHasNoKeyrings()
    {
        _machine.Files.Remove("/proc/sys/kernel/keys/root_maxkeys");
        _machine.Files.Remove("/proc/sys/kernel/keys/root_maxbytes");

        Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(new KeyringsCheck())).Status);
    }
}

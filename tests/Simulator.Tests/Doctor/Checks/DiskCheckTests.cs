using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class DiskCheckTests
{
    private readonly TestMachine _machine = new();

    [Theory]
    [InlineData(80L << 30, "Ok")]
    [InlineData(1300L << 20, "Warning")]
    [InlineData(1100L << 20, "Failed")]
    [InlineData(0, "Failed")]
    public async Task CheckAsync_JudgesTheRoom_ByWhatContainersLeave(long free, string status)
    {
        _machine.FreeBytes = free;

        DoctorResult result = await _machine.CheckAsync(new DiskCheck());

        Assert.Equal(status, result.Status.ToString());
        Assert.StartsWith(
            "At most 1.2 GiB are needed in /var/lib/docker (505 containers × 2.1 MiB", result.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_LooksAtTheDataRoot_ThatTheDaemonWasGiven()
    {
        _machine.Files["/etc/docker/daemon.json"] = """{"data-root": "/mnt/docker"}""";

        Assert.Contains(
            "/mnt/docker", (await _machine.CheckAsync(new DiskCheck())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_IsNotChecked_WhereTheDiskDoesNotSay()
    {
        _machine.FreeBytes = null;

        Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(new DiskCheck())).Status);
    }
}

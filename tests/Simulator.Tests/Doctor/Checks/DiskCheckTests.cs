using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class DiskCheckTests
{
    private readonly TestMachine _machine = new();

    [Theory]
    [InlineData(80L << 30, "Ok")]
    [InlineData(1300L << 20, "Ok")]
    [InlineData(1100L << 20, "Warning")]
    [InlineData(180L << 20, "Failed")]
    [InlineData(0, "Failed")]
    public async Task CheckAsync_JudgesTheRoom_ByWhatContainersLeave(long free, string status)
    {
        _machine.Files.Free = free;

        DoctorResult result = await _machine.CheckAsync(new DiskCheck());

        Assert.Equal(status, result.Status.ToString());
        Assert.StartsWith(
            "At least 191.1 MiB are needed in /var/lib/docker (505 containers × 128 KiB and 128 MiB of images)",
            result.Message,
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
        _machine.Files.Free = null;

        Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(new DiskCheck())).Status);
    }

    [Fact]
    public async Task CheckAsync_TakesTheDataRoot_ThatTheEngineItselfNames()
    {
        _machine.Engine = _machine.Engine! with { DataRoot = "/srv/docker" };

        Assert.Contains(
            "/srv/docker", (await _machine.CheckAsync(new DiskCheck())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_WarnsOfTheCopies_ThatTheDriverVfsMakes()
    {
        _machine.Engine = _machine.Engine! with { StorageDriver = "vfs" };

        DoctorResult result = await _machine.CheckAsync(new DiskCheck());

        Assert.Equal(DoctorStatus.Warning, result.Status);
        Assert.Contains("vfs, which copies", result.Message, StringComparison.Ordinal);
    }
}

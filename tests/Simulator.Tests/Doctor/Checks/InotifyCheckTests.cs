using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class InotifyCheckTests
{
    private const string Path = "/proc/sys/fs/inotify/max_user_instances";

    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_IsOk_WhenThereAreEnough()
    {
        DoctorResult result = await _machine.CheckAsync(new InotifyCheck());

        Assert.Equal(DoctorStatus.Ok, result.Status);
        Assert.Equal(
            "505 containers watch as many control groups; fs.inotify.max_user_instances is 8,192 per user.",
            result.Message);
    }

    [Fact]
    public async Task CheckAsync_Warns_WithTheKernelsDefaultAndVersion2()
    {
        _machine.Files[Path] = "128\n";

        DoctorResult result = await _machine.CheckAsync(new InotifyCheck());

        Assert.Equal(DoctorStatus.Warning, result.Status);
        Assert.EndsWith("sysctl -w fs.inotify.max_user_instances=8192", result.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_IsOkWithTheDefault_WithVersion1()
    {
        _machine.Files[Path] = "128\n";
        _machine.Engine = _machine.Engine! with { CgroupVersion = "1" };

        Assert.Equal(DoctorStatus.Ok, (await _machine.CheckAsync(new InotifyCheck())).Status);
    }

    [Fact]
    public async Task CheckAsync_TakesTheVersionFromTheMounts_WithoutAnEngine()
    {
        _machine.Files[Path] = "128\n";
        _machine.Engine = null;

        Assert.Equal(DoctorStatus.Warning, (await _machine.CheckAsync(new InotifyCheck())).Status);
    }

    [Fact]
    public async Task CheckAsync_IsNotChecked_WhereItCannotBeRead()
    {
        _machine.Files.Remove(Path);

        Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(new InotifyCheck())).Status);
    }
}

using ScaleSim.Core.Specs;
using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class PidsCheckTests
{
    private const string ContainerdMax = "/sys/fs/cgroup/system.slice/containerd.service/pids.max";

    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_ShowsTheArithmetic_WhenAllFits()
    {
        DoctorResult result = await _machine.CheckAsync(new PidsCheck());

        Assert.Equal(DoctorStatus.Ok, result.Status);
        Assert.Equal(
            "10,808 threads are needed (505 shims × 11.5 and 500 workers × 10); 192,488 of kernel.threads-max 192,730 "
            + "are free.",
            result.Message);
    }

    [Theory]
    [InlineData("13000\n", "Warning")]
    [InlineData("11049\n", "Failed")]
    public async Task CheckAsync_JudgesPidMax_ByThreadsThatComeAndAreThere(string max, string status)
    {
        _machine.Files["/proc/sys/kernel/pid_max"] = max;

        DoctorResult result = await _machine.CheckAsync(new PidsCheck());

        Assert.Equal(status, result.Status.ToString());
        Assert.EndsWith("sysctl -w kernel.pid_max=4194304", result.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_NamesEveryLimit_ThatIsTooLow()
    {
        _machine.Files["/proc/sys/kernel/pid_max"] = "1000\n";
        _machine.Files["/proc/sys/kernel/threads-max"] = "1000\n";

        DoctorResult result = await _machine.CheckAsync(new PidsCheck());

        Assert.Contains("kernel.pid_max", result.Fix, StringComparison.Ordinal);
        Assert.Contains("kernel.threads-max", result.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_Fails_WhenTheDaemonsGroupHasNoRoomForShims()
    {
        _machine.Files[ContainerdMax] = "4915\n";

        DoctorResult result = await _machine.CheckAsync(new PidsCheck());

        Assert.Equal(DoctorStatus.Failed, result.Status);
        Assert.Equal(
            $"5,808 threads of shims are needed; 4,915 of 4,915 in {ContainerdMax} are free.", result.Message);
    }

    [Fact]
    public async Task CheckAsync_FindsTheLimitOfAGroupAbove_ByItsRoom()
    {
        _machine.Files[ContainerdMax] = "99999\n";
        _machine.Files["/sys/fs/cgroup/pids.max"] = "8000\n";
        _machine.Files["/sys/fs/cgroup/pids.current"] = "5000\n";

        DoctorResult result = await _machine.CheckAsync(new PidsCheck());

        Assert.Contains("3,000 of 8,000 in /sys/fs/cgroup/pids.max", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_LooksAtDockerdsGroup_WhereItKeepsContainerdToItself()
    {
        _machine.Files.Remove("/proc/830/comm");
        _machine.Files["/proc/812/cgroup"] = "8:pids:/jail\n0::/\n";
        _machine.Files["/sys/fs/cgroup/pids/jail/pids.max"] = "100\n";

        DoctorResult result = await _machine.CheckAsync(new PidsCheck());

        Assert.Contains("/sys/fs/cgroup/pids/jail/pids.max", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_CountsAShimPerNode_WhereTheyShare()
    {
        _machine.Spec = _machine.Spec with { Shim = ShimSharing.Node };

        Assert.Contains(
            "5 shims × 11.5", (await _machine.CheckAsync(new PidsCheck())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_IsNotChecked_WhereNoLimitCanBeRead()
    {
        _machine.Files["/proc/sys/kernel/pid_max"] = "lots\n";
        _machine.Files.Remove("/proc/sys/kernel/threads-max");

        Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(new PidsCheck())).Status);
    }
}

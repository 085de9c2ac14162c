using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class CgroupsCheckTests
{
    private const string Version1 = "cgroup /sys/fs/cgroup/pids cgroup rw,relatime,pids 0 0\n";

    private const string Version2 = "cgroup2 /sys/fs/cgroup/unified cgroup2 rw,relatime 0 0\n";

    private readonly TestMachine _machine = new();

    [Theory]
    [InlineData(Version2, "Ok")]
    [InlineData(Version1, "Ok")]
    [InlineData(Version1 + Version2, "Warning")]
    [InlineData("cgroup2 /mnt/elsewhere cgroup2 rw 0 0\n", "NotChecked")]
    [InlineData("", "NotChecked")]
    public async Task CheckAsync_JudgesTheLayout_ByTheMounts(string mounts, string status)
    {
        _machine.Files["/proc/self/mounts"] = mounts;

        Assert.Equal(status, (await _machine.CheckAsync(new CgroupsCheck())).Status.ToString());
    }

    [Fact]
    public async Task CheckAsync_IsOkWithHybrid_WithoutCrun()
    {
        _machine.Files["/proc/self/mounts"] = Version1 + Version2;
        _machine.Engine = _machine.Engine! with { Runtimes = ["runc"] };

        Assert.Equal(DoctorStatus.Ok, (await _machine.CheckAsync(new CgroupsCheck())).Status);
    }

    [Fact]
    public async Task CheckAsync_LooksAtTheDaemonsMounts_WhereTheyCanBeRead()
    {
        _machine.Files["/proc/self/mounts"] = Version1 + Version2;
        _machine.Files["/proc/812/mounts"] = Version1;

        Assert.Equal(DoctorStatus.Ok, (await _machine.CheckAsync(new CgroupsCheck())).Status);
    }
}

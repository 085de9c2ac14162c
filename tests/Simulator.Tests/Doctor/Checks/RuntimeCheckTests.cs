using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class RuntimeCheckTests
{
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_IsOk_WhenCrunIsTheDefaultOrThere()
    {
        Assert.Equal(
            "runc is the engine's default; crun is there: --runtime crun.",
            (await _machine.CheckAsync(new RuntimeCheck())).Message);
        _machine.Engine = _machine.Engine! with { DefaultRuntime = "crun" };
        Assert.Equal(DoctorStatus.Ok, (await _machine.CheckAsync(new RuntimeCheck())).Status);
    }

    [Fact]
    public async Task CheckAsync_Warns_WhenCrunIsMissing()
    {
        _machine.Engine = _machine.Engine! with { Runtimes = ["runc", "io.containerd.runc.v2"] };

        DoctorResult result = await _machine.CheckAsync(new RuntimeCheck());

        Assert.Equal((DoctorStatus.Warning, "The engine has runc and no crun."), (result.Status, result.Message));
        Assert.DoesNotContain("hybrid", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_AddsTheCaveat_WhereControlGroupsAreHybrid()
    {
        _machine.Engine = _machine.Engine! with { Runtimes = ["runc"] };
        _machine.Files["/proc/self/mounts"] += "cgroup /sys/fs/cgroup/pids cgroup rw,pids 0 0\n";

        Assert.Contains(
            "hybrid", (await _machine.CheckAsync(new RuntimeCheck())).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_IsNotChecked_WithoutAnEngine()
    {
        _machine.Engine = null;

        Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(new RuntimeCheck())).Status);
    }
}

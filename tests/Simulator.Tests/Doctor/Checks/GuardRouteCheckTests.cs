using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;
using ScaleSim.Simulator.Doctor.Host;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class GuardRouteCheckTests
{
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_IsOk_WithTheRoute() =>
        Assert.Equal(DoctorStatus.Ok, (await _machine.CheckAsync(new GuardRouteCheck())).Status);

    [Fact]
    public async Task CheckAsync_WarnsWithTheCommand_WithoutTheRoute()
    {
        _machine.Files["/proc/net/route"] = "Iface\tDestination\n";

        DoctorResult result = await _machine.CheckAsync(new GuardRouteCheck());

        Assert.Equal(DoctorStatus.Warning, result.Status);
        Assert.EndsWith(
            "sudo ip route add unreachable 198.18.0.0/15 metric 4294967295", result.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_IsNotChecked_WithoutProc()
    {
        _machine.Files.Remove("/proc/net/route");

        Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(new GuardRouteCheck())).Status);
    }

    [Fact]
    public async Task RepairAsync_SaysWhatTheProgramSaid_WhenItRefuses()
    {
        _machine.IsRoot = true;
        _machine.Commands.Result = new HostCommandResult(2, "RTNETLINK answers: Operation not permitted");

        DoctorRepair done = await new GuardRouteCheck().RepairAsync(
            _machine.Context(), DoctorResult.Warning("guard-route", ""), CancellationToken.None);

        Assert.Equal(
            "Not added: ip route add unreachable 198.18.0.0/15 metric 4294967295 ended with 2: "
                + "RTNETLINK answers: Operation not permitted",
            done.Text);
        Assert.True(done.IsRefused);
    }
}

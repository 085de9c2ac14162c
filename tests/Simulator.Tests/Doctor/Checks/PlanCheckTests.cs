using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class PlanCheckTests
{
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_IsOk_WhenThePlannerAgrees() => Assert.Equal(
        DoctorResult.Ok("plan", "500 workers on 5 nodes can be planned."),
        await _machine.CheckAsync(new PlanCheck()));

    [Fact]
    public async Task CheckAsync_FailsInThePlannersWords_WhenItRefuses()
    {
        _machine.Spec = _machine.Spec with { Runtime = "kata" };

        DoctorResult result = await _machine.CheckAsync(new PlanCheck());

        Assert.Equal(DoctorStatus.Failed, result.Status);
        Assert.Contains("'kata'", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_IsNotChecked_WithoutAnEngine()
    {
        _machine.Engine = null;

        Assert.Equal(DoctorStatus.NotChecked, (await _machine.CheckAsync(new PlanCheck())).Status);
    }
}

using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class CoresCheckTests
{
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_IsOk_UpToWhatWasMeasured()
    {
        _machine.Spec = TestMachine.SpecOf(2000);

        DoctorResult result = await _machine.CheckAsync(new CoresCheck());

        Assert.Equal(DoctorStatus.Ok, result.Status);
        Assert.StartsWith("4 cores for 2,000 workers: 500 per core", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_Warns_BeyondWhatWasMeasured()
    {
        _machine.Spec = TestMachine.SpecOf(2001);

        DoctorResult result = await _machine.CheckAsync(new CoresCheck());

        Assert.Equal(DoctorStatus.Warning, result.Status);
        Assert.Contains("--workers to 2000", result.Fix, StringComparison.Ordinal);
    }
}

using ScaleSim.Core.Planning;
using ScaleSim.Simulator.Doctor;

namespace ScaleSim.Simulator.Tests.Doctor;

public sealed class DoctorReportTests
{
    [Theory]
    [InlineData(true, "Ok", 0)]
    [InlineData(true, "Warning", 0)]
    [InlineData(true, "NotChecked", 0)]
    [InlineData(true, "Failed", 4)]
    [InlineData(false, "Failed", 3)]
    public void ExitCode_IsWhatTheCommandReturns_ByEngineAndWorst(bool engineAnswers, string worst, int exitCode)
    {
        DoctorReport report = new(
            ClusterDemand.Of(TestMachine.SpecOf(1)),
            [DoctorResult.Ok("a", ""), new DoctorResult("b", Enum.Parse<DoctorStatus>(worst), "")],
            engineAnswers);

        Assert.Equal(exitCode, report.ExitCode);
    }
}

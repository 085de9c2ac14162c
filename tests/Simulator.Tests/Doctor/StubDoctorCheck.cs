using ScaleSim.Simulator.Doctor;

namespace ScaleSim.Simulator.Tests.Doctor;

/// <summary>A check that does as it is told.</summary>
internal sealed class StubDoctorCheck(string name, Func<CancellationToken, Task<DoctorResult>> check) : IDoctorCheck
{
    public string Name => name;

    public static StubDoctorCheck Giving(DoctorResult result) => new(result.Name, _ => Task.FromResult(result));

    public Task<DoctorResult> CheckAsync(DoctorContext context, CancellationToken cancellationToken) =>
        check(cancellationToken);
}

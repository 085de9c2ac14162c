using ScaleSim.Simulator.Doctor;
using ScaleSim.Simulator.Doctor.Checks;

namespace ScaleSim.Simulator.Tests.Doctor.Checks;

public sealed class MemoryCheckTests
{
    private readonly TestMachine _machine = new();

    [Fact]
    public async Task CheckAsync_ShowsTheArithmetic_WhenAllFits()
    {
        DoctorResult result = await _machine.CheckAsync(new MemoryCheck());

        // 500 × (6.2 MB + 4.6 MB) + 5 × 4.6 MB idle; 500 × (32 + 16 + 8 MiB + 4.6 MB) + 5 × 4.6 MB full.
        Assert.Equal(
            DoctorResult.Ok(
                "memory",
                "500 workers take 5.1 GiB idle (500 × (program 5.9 MiB + container 4.4 MiB) + 5 nodes × 4.4 MiB) and "
                    + "29.5 GiB with every limit reached (60.4 MiB each, ramdisks full); 60 GiB is available."),
            result);
    }

    [Fact]
    public async Task CheckAsync_Warns_WhenOnlyIdleFits()
    {
        SetAvailable(gibibytes: 20);

        DoctorResult result = await _machine.CheckAsync(new MemoryCheck());

        Assert.Equal(DoctorStatus.Warning, result.Status);
        Assert.Contains("--strict-memory", result.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_Fails_WhenOnlyIdleFitsAndTheSpecIsStrict()
    {
        SetAvailable(gibibytes: 20);
        _machine.Spec = _machine.Spec with { StrictMemory = true };

        Assert.Equal(DoctorStatus.Failed, (await _machine.CheckAsync(new MemoryCheck())).Status);
    }

    [Fact]
    public async Task CheckAsync_FailsAndSaysHowManyFit_WhenIdleDoesNotFit()
    {
        SetAvailable(gibibytes: 1);

        DoctorResult result = await _machine.CheckAsync(new MemoryCheck());

        Assert.Equal(DoctorStatus.Failed, result.Status);
        Assert.StartsWith("Lower --workers to 98 or less", result.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_FailsWithoutANumber_WhenNotOneFits()
    {
        SetAvailable(gibibytes: 0);

        DoctorResult result = await _machine.CheckAsync(new MemoryCheck());

        Assert.DoesNotContain("--workers", result.Fix, StringComparison.Ordinal);
    }

    private void SetAvailable(int gibibytes) =>
        _machine.Files["/proc/meminfo"] = $"MemAvailable: {gibibytes * 1024 * 1024} kB\n";
}

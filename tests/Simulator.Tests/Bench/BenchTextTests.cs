using ScaleSim.Simulator.Bench;

namespace ScaleSim.Simulator.Tests.Bench;

/// <summary>The sentences as users read, and quote, them.</summary>
public sealed class BenchTextTests
{
    [Fact]
    public void Memory_IsOfEachWorker_AndOfAll() => Assert.Equal(
        "Memory per worker: 6.3 MB all told (available memory fell by 1250 MB)",
        BenchText.Memory(1_250_000_000, 200));

    [Fact]
    public void Processes_HaveAFigureEach() => Assert.Equal(
        "Resident: scalesim 81 MB, its keeper 64 MB, the master 0 MB",
        BenchText.Processes(81_200_000, 64_400_000, 0));

    [Fact]
    public void Cpu_SaysScaleSimsShare() => Assert.Equal(
        "ScaleSim and its keeper took 1.5s of 30.0s CPU spent (5.0 %)",
        BenchText.Cpu(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(30)));

    [Fact]
    public void Idle_IsInPercentOfACore() => Assert.Equal(
        "Idle over 10s: ScaleSim and its keeper 1.2 % of a core, the whole machine 150.0 %",
        BenchText.Idle(TimeSpan.FromSeconds(0.12), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(10)));

    [Fact]
    public void Ratio_HasTwoDigits() =>
        Assert.Equal("ScaleSim's rate is 0.97 of the bare client's", BenchText.Ratio(0.9666));
}

using ScaleSim.Core.Hosts;
using ScaleSim.Core.Tests.Reports;

namespace ScaleSim.Core.Tests.Hosts;

public sealed class MachineFactsTests : IDisposable
{
    private readonly TemporaryDirectory _proc = new();

    [Fact]
    public void Read_FindsTheMachine()
    {
        Directory.CreateDirectory(_proc.PathOf("sys/kernel"));
        File.WriteAllText(_proc.PathOf("cpuinfo"), "processor\t: 0\nmodel name\t: AMD EPYC 7B13: a fast one\n");
        File.WriteAllText(_proc.PathOf("meminfo"), "MemTotal:       24689764 kB\nMemFree:         1 kB\n");
        File.WriteAllText(_proc.PathOf("sys/kernel/osrelease"), "6.18.5\n");

        MachineFacts facts = MachineFacts.Read(_proc.Path);

        Assert.Equal("AMD EPYC 7B13: a fast one", facts.CpuModel);
        Assert.Equal(24689764L << 10, facts.MemoryBytes);
        Assert.Equal("6.18.5", facts.Kernel);
        Assert.True(facts.Cores >= 1);
    }

    [Fact]
    public void Read_LeavesUnknownWhatIsNotSaid()
    {
        MachineFacts facts = MachineFacts.Read(_proc.Path);

        Assert.Equal("unknown", facts.CpuModel);
        Assert.True(facts.MemoryBytes > 0);
        Assert.NotEmpty(facts.Kernel);
    }

    public void Dispose() => _proc.Dispose();
}

using ScaleSim.Core.Tests.Hosts;
using ScaleSim.Simulator.Bench;

namespace ScaleSim.Simulator.Tests.Bench;

public sealed class MachineLoadTests
{
    [Fact]
    public void Read_CountsAllButIdleWaitingAndStolenTime()
    {
        var files = new FakeHostFiles
        {
            ["/proc/stat"] = "cpu  100 20 3 99999 88888 4 5 77777 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n",
            ["/proc/meminfo"] = "MemTotal: 8000 kB\nMemAvailable:    2000 kB\n",
        };

        MachineLoad load = MachineLoad.Read(files);

        Assert.Equal(TimeSpan.FromSeconds(1.32), load.BusyCpu);
        Assert.Equal(2000 * 1024, load.MemoryAvailableBytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("cpu  1 2 3")]
    public void BusyTime_IsNothing_WhereTheLineIsNotThere(string stat) =>
        Assert.Equal(TimeSpan.Zero, MachineLoad.BusyTime(stat));
}

using System.Text;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Bench;

namespace ScaleSim.Simulator.Tests.Bench;

public sealed class BenchCsvTests
{
    [Fact]
    public void Columns_AreThoseOfThePage() => Assert.Equal(SpecPage.Names("bench.md"), BenchCsv.Table.Names);

    [Fact]
    public void Rows_HaveATime_OrAValueWithItsUnit()
    {
        using var stream = new MemoryStream();
        BenchCsv.Table.Write(
            stream,
            [
                new BenchMark("up", 64, TimeSpan.FromSeconds(4.9)),
                BenchCost.OfMemory("memory-per-worker", 64, 6_250_001),
                BenchCost.OfCpu("cpu-scalesim", 64, TimeSpan.FromMilliseconds(1500)),
                BenchCost.OfCores(
                    "idle-cpu-machine", 64, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(10)),
            ]);

        Assert.Equal(
            "phase,workers,seconds,workersPerSecond,value,unit\n"
            + "up,64,4.900,13.061,,\n"
            + "memory-per-worker,64,,,6250001,bytes\n"
            + "cpu-scalesim,64,,,1.500,seconds\n"
            + "idle-cpu-machine,64,,,1.500,cores\n",
            Encoding.UTF8.GetString(stream.ToArray()));
    }
}

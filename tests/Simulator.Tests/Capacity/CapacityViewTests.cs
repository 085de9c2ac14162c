using System.Text.Json;
using System.Text.RegularExpressions;
using ScaleSim.Core.Capacity;
using ScaleSim.Core.Hosts;
using ScaleSim.Simulator.Capacity;
using ScaleSim.Simulator.Capacity.Output;
using ScaleSim.Simulator.Terminal;
using ScaleSim.Simulator.Tests.Terminal;

namespace ScaleSim.Simulator.Tests.Capacity;

public sealed partial class CapacityViewTests
{
    private static readonly CapacityResult Result = new(
        [
            new CapacityRow(CapacityTable.IdleMemory, CapacityUnit.Bytes, 10_000_000, 20e9, IsMeasured: true),
            new CapacityRow(CapacityTable.FullMemory, CapacityUnit.Bytes, 60_000_000, 20e9, false, Counts: false)
            {
                Note = "a promise",
            },
            new CapacityRow("kernel.keys.root_maxkeys", CapacityUnit.Count, 1.01, 999_997, IsMeasured: false),
        ],
        new WorkerFootprint(10_000_000, 300_000_000, 0.001, 0.01, 5));

    private static readonly CapacityReport Report = new(
        new MachineFacts("AMD EPYC", 2, 24L << 30, "6.18", "Debian"),
        "docker 28.5.2, runc",
        "the reference system",
        Workers: 1000,
        FirstSample: 8,
        SecondSample: 16,
        TimeSpan.FromSeconds(38.4),
        Result,
        [
            new MachineFit(
                new MachineType("e2-standard-16", "GCP", 16, 64, 0.5361m), 6700, "memory", 1,
                TimeSpan.FromSeconds(12)),
            new MachineFit(new MachineType("tiny", "AWS", 1, 1, 0.01m), 0, "memory", null, null),
        ],
        "Prices are examples.");

    [Fact]
    public void Table_ShowsResourcesThenVerdictThenMachines_In80Columns()
    {
        TestConsole console = TestConsole.Pipe(80);

        CapacityView.Write(console.Console, Report, OutputFormat.Table);

        Assert.All(
            console.Output.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, 80));
        string[] lines = [.. console.Output.Split('\n').Select(line => Spaces().Replace(line, " ").Trim())];
        Assert.Contains("memory, idle <- ends first 9.5 MiB 18.6 GiB 2,000", lines);
        Assert.Contains("memory, every limit reached ~ 57.2 MiB 18.6 GiB (333)", lines);
        Assert.Contains("kernel.keys.root_maxkeys ~ 1.01 999,997 100,000+", lines);
        Assert.Contains("memory, every limit reached: a promise.", lines);
        Assert.Contains("About 2,000 of these workers fit here: 'memory, idle' ends first.", lines);
        Assert.Contains("GCP e2-standard-16 16 64 6,700 1 $0.54 memory", lines);
        Assert.Contains("AWS tiny 1 1 0 - - memory", lines);
    }

    [Fact]
    public void Json_HasNullsForAMachineThatCarriesNone()
    {
        TestConsole console = TestConsole.Pipe();

        CapacityView.Write(console.Console, Report, OutputFormat.Json);

        JsonElement document = JsonDocument.Parse(console.Output).RootElement;
        Assert.Equal(2000, document.GetProperty("fits").GetInt32());
        Assert.Equal("memory, idle", document.GetProperty("endsFirst").GetString());
        JsonElement tiny = document.GetProperty("machineTypes")[1];
        Assert.Equal(JsonValueKind.Null, tiny.GetProperty("hosts").ValueKind);
        Assert.Equal(JsonValueKind.Null, tiny.GetProperty("dollarsPerHour").ValueKind);
        Assert.Equal("bytes", document.GetProperty("resources")[0].GetProperty("unit").GetString());
    }

    [Fact]
    public void Csv_HasALineForEachResourceAndMachine()
    {
        const string Header = "kind,name,unit,perWorker,available,fits,measured,counts,endsFirst,provider,cores,"
            + "memoryGiB,pricePerHour,hosts,dollarsPerHour,startSeconds";
        const string Expected = """
            resource,"memory, idle",bytes,10000000,20000000000,2000,true,true,,,,,,,,
            resource,"memory, every limit reached",bytes,60000000,20000000000,333,false,false,,,,,,,,
            resource,kernel.keys.root_maxkeys,count,1.01,999997,100000,false,true,,,,,,,,
            machineType,e2-standard-16,,,,6700,,,memory,GCP,16,64,0.5361,1,0.5361,12
            machineType,tiny,,,,0,,,memory,AWS,1,1,0.01,,,

            """;
        TestConsole console = TestConsole.Pipe();

        CapacityView.Write(console.Console, Report, OutputFormat.Csv);

        Assert.Equal($"{Header}\n{Expected.ReplaceLineEndings("\n")}", console.Output);
    }

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();
}

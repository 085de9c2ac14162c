using System.Text.Json;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Reports;
using ScaleSim.Core.Reports.Summaries;
using ScaleSim.Core.Runs;

namespace ScaleSim.Core.Tests.Reports;

/// <summary>The pages of docs/specs and the code name the same columns and fields, in the same order.</summary>
public sealed class SpecsTests
{
    public static TheoryData<string, string> Tables => new()
    {
        { "workers.md", string.Join(',', WorkersCsv.Table.Names) },
        { "events.md", string.Join(',', EventsCsv.Table.Names) },
        { "checks.md", string.Join(',', ChecksCsv.Table.Names) },
        { "master.md", string.Join(',', MasterCsv.Table.Names) },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Columns_AreThoseOfThePage(string page, string columns) =>
        Assert.Equal(SpecPage.Names(page), columns.Split(','));

    [Fact]
    public void SummaryFields_AreThoseOfThePage()
    {
        RunSnapshot snapshot = ReportSamples.Snapshot() with
        {
            Checks = [ReportSamples.Check("names", Verdict.Passed)],
            Deaths =
            [
                new WorkerDeath { Time = ReportSamples.Start, Worker = 2, Why = "ended", LastLines = ["no room"] },
            ],
        };
        var command = new TestCommandResult(["true"], 0, ReportSamples.Start, TimeSpan.Zero, "");
        RunSummary summary = SummaryBuilder.Build(snapshot, ReportSamples.Facts, command, []);
        JsonElement json = JsonSerializer.SerializeToElement(summary, SummaryJsonContext.Default.RunSummary);

        Assert.Equal(SpecPage.Names("summary.md").Order(), Paths(json, "").Distinct().Order());
    }

    [Fact]
    public void Events_OfEachKind_AreOnThePage()
    {
        string page = string.Join(' ', File.ReadAllLines(SpecPage.PathOf("events.md")));
        string[] kinds =
        [
            .. Enum.GetValues<EngineEventKind>().Select(EventNames.Of),
            .. Enum.GetValues<RunPhase>().Select(EventNames.Of),
            EventNames.WorkerReady, EventNames.WorkerRegistered, EventNames.Check,
        ];

        Assert.All(kinds, kind => Assert.Contains($"`{kind}`", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Paths(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            Paths(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Paths(item, $"{path}[]")),
        _ => [path],
    };
}

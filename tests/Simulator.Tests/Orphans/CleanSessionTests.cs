using System.Text.Json;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Tests.Reports;
using ScaleSim.Simulator.Orphans;
using ScaleSim.Simulator.Terminal;
using ScaleSim.Simulator.Tests.Terminal;

namespace ScaleSim.Simulator.Tests.Orphans;

public sealed class CleanSessionTests : IOrphanKind
{
    private readonly List<string> _removed = [];

    [Fact]
    public async Task Clean_RemovesItsUsersOwn_AndGoesOnAfterAFailure()
    {
        IReadOnlyList<CleanResult> results = await RunAsync(isDryRun: false, force: false);

        Assert.Equal(
            [CleanOutcome.Failed, CleanOutcome.Kept, CleanOutcome.Kept, CleanOutcome.Removed],
            results.Select(result => result.Outcome));
        Assert.Equal("stuck", results[0].Detail);
        Assert.Equal(["mine"], _removed);
    }

    [Fact]
    public async Task DryRun_RemovesNothing()
    {
        IReadOnlyList<CleanResult> results = await RunAsync(isDryRun: true, force: false);

        Assert.Equal(
            [CleanOutcome.Found, CleanOutcome.Kept, CleanOutcome.Kept, CleanOutcome.Found],
            results.Select(result => result.Outcome));
        Assert.Empty(_removed);
    }

    [Fact]
    public async Task Force_RemovesAnotherUsers_AndNotWhatNeedsRoot()
    {
        IReadOnlyList<CleanResult> results = await RunAsync(isDryRun: false, force: true);

        Assert.Equal(
            [CleanOutcome.Failed, CleanOutcome.Removed, CleanOutcome.Kept, CleanOutcome.Removed],
            results.Select(result => result.Outcome));
        Assert.Equal(["theirs", "mine"], _removed);
    }

    [Fact]
    public async Task Table_HasAgesOwnersAndReasons()
    {
        TestConsole console = TestConsole.Pipe();

        CleanView.Write(
            console.Console,
            await RunAsync(isDryRun: false, force: false),
            OutputFormat.Table,
            RunSamples.StartedAt + TimeSpan.FromHours(2));

        string me = Environment.UserName;
        Assert.Contains("cluster     mine          " + me, console.Output, StringComparison.Ordinal);
        Assert.Contains("2 h 0 min   removed", console.Output, StringComparison.Ordinal);
        Assert.Contains("its keeper is gone; belongs to somebody", console.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 removed, 2 kept, 1 failed\n", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CsvAndJson_HaveTheFieldsOfThePage()
    {
        TestConsole csv = TestConsole.Pipe();
        TestConsole json = TestConsole.Pipe();
        IReadOnlyList<CleanResult> results = await RunAsync(isDryRun: false, force: false);

        CleanView.Write(csv.Console, results, OutputFormat.Csv, RunSamples.StartedAt);
        CleanView.Write(json.Console, results, OutputFormat.Json, RunSamples.StartedAt);

        Assert.Contains(
            "interface,ss-1a2b3c4d,,,its network is gone,kept,needs root\n", csv.Output, StringComparison.Ordinal);
        Assert.Equal(SpecPage.Names("clean.md", "--format csv"), CleanView.Csv.Names);
        using JsonDocument document = JsonDocument.Parse(json.Output);
        Assert.Equal(
            SpecPage.Names("clean.md", "--format json").Order(), JsonPaths.Of(document.RootElement).Order());
    }

    [Fact]
    public void NothingLeft_IsSaid()
    {
        TestConsole console = TestConsole.Pipe();

        CleanView.Write(console.Console, [], OutputFormat.Table, RunSamples.StartedAt);

        Assert.Equal("nothing was left behind\n", console.Output);
    }

    Task<IReadOnlyList<Orphan>> IOrphanKind.FindAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Orphan>>(
        [
            new("folder", "/tmp/x", "its processes are gone", _ => throw new CleanupIncompleteException("stuck"))
            {
                Owner = Environment.UserName,
            },
            Cluster("theirs", "somebody") with { Obstacle = "belongs to somebody; --force removes it" },
            new("interface", "ss-1a2b3c4d", "its network is gone", _ => Task.CompletedTask) { Obstacle = "needs root" },
            Cluster("mine", Environment.UserName),
        ]);

    private Orphan Cluster(string name, string owner) => new("cluster", name, "its keeper is gone", _ =>
    {
        _removed.Add(name);
        return Task.CompletedTask;
    })
    {
        Owner = owner,
        Since = RunSamples.StartedAt,
    };

    private Task<IReadOnlyList<CleanResult>> RunAsync(bool isDryRun, bool force) =>
        new CleanSession([this], isDryRun, force).RunAsync(CancellationToken.None);
}

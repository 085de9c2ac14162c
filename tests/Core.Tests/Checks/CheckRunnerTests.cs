using ScaleSim.Core.Checks;

namespace ScaleSim.Core.Tests.Checks;

public sealed class CheckRunnerTests
{
    private readonly CheckContext _context = CheckContexts.Create(CheckPlans.Create(3), new StubEngine());

    [Theory]
    [InlineData(CheckSelection.None, "")]
    [InlineData(CheckSelection.Safe, "b c")]
    [InlineData(CheckSelection.All, "b c a")]
    public async Task CheckRunner_MakesSafeChecksFirst_AndOnlyTheSelected(CheckSelection selection, string names)
    {
        var runner = new CheckRunner(
            [Passing("a", CheckLevel.Disruptive), Passing("b", CheckLevel.Safe), Passing("c", CheckLevel.Safe)],
            selection);
        var finished = new List<CheckResult>();

        IReadOnlyList<CheckResult> results = await runner.RunAsync(_context, finished.Add, CancellationToken.None);

        Assert.Equal(names, string.Join(' ', results.Select(result => result.Name)));
        Assert.Equal(results, finished);
    }

    [Fact]
    public async Task CheckRunner_ReportsTheExceptionAndGoesOn_WhenACheckThrows()
    {
        var runner = new CheckRunner(
            [
                new StubCheck("bad", CheckLevel.Safe, (_, _) => throw new InvalidOperationException("No such thing.")),
                Passing("good", CheckLevel.Safe),
            ],
            CheckSelection.All);

        IReadOnlyList<CheckResult> results = await runner.RunAsync(_context, _ => { }, CancellationToken.None);

        Assert.Equal([Verdict.Failed, Verdict.Passed], results.Select(result => result.Verdict));
        Assert.Contains("InvalidOperationException: No such thing.", results[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckRunner_FailsTheCheckWithItsLastWords_WhenTheDeadlinePasses()
    {
        var slow = new StubCheck("slow", CheckLevel.Safe, async (context, cancellationToken) =>
        {
            context.Progress("waiting for Godot");
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return CheckOutcome.Passed("never");
        })
        {
            Deadline = TimeSpan.FromMilliseconds(50),
        };

        CheckResult result = Assert.Single(await new CheckRunner([slow], CheckSelection.All)
            .RunAsync(_context, _ => { }, CancellationToken.None));

        Assert.Equal(Verdict.Failed, result.Verdict);
        Assert.Contains("waiting for Godot", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckRunner_Throws_WhenTheCallerCancels()
    {
        using var stop = new CancellationTokenSource();
        var check = new StubCheck("cancelled", CheckLevel.Safe, async (_, cancellationToken) =>
        {
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return CheckOutcome.Passed("never");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new CheckRunner([check], CheckSelection.All).RunAsync(_context, _ => { }, stop.Token));
    }

    [Fact]
    public async Task CheckRunner_GivesEachCheckItsOwnRandom_TheSameInEveryRun()
    {
        var drawn = new List<int>();
        StubCheck Drawing(string name) => new(name, CheckLevel.Safe, (context, _) =>
        {
            drawn.Add(context.Random.Next());
            return Task.FromResult(CheckOutcome.Passed(""));
        });
        var runner = new CheckRunner([Drawing("one"), Drawing("two")], CheckSelection.Safe);

        await runner.RunAsync(_context, _ => { }, CancellationToken.None);
        await runner.RunAsync(_context, _ => { }, CancellationToken.None);

        Assert.Equal(drawn[0], drawn[2]);
        Assert.Equal(drawn[1], drawn[3]);
        Assert.NotEqual(drawn[0], drawn[1]);
    }

    [Fact]
    public void CheckSeed_IsTheSame_InEveryProcess()
    {
        // Written down from a run: a change here would make old seeds choose other workers.
        Assert.Equal(1847795653, CheckSeed.RandomFor(7, "names").Next());
    }

    private static StubCheck Passing(string name, CheckLevel level) =>
        new(name, level, (_, _) => Task.FromResult(CheckOutcome.Passed("fine")));
}

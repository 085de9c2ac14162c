using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Simulator.Reference.Checks;
using ScaleSim.Tests;

namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>Whatever ends a check that kills, the next one finds the cluster whole.</summary>
public sealed class VictimsReturnTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData("worker-loss")]
    [InlineData("block-loss")]
    public async Task Victims_AreStartedAgain_WhenTheChecksTimeIsOver(string name)
    {
        CheckResult result = await RunAsync(name, Fault.HangsOnLoss);

        Assert.Contains("The check did not end within", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("worker-loss")]
    [InlineData("block-loss")]
    public async Task Victims_AreStartedAgain_WhenTheMasterFallsSilent(string name)
    {
        CheckResult result = await RunAsync(name, Fault.SilentOnLoss);

        Assert.Contains("The master does not answer.", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("worker-loss")]
    [InlineData("block-loss")]
    public async Task Victims_AreStartedAgain_WhenTheEngineKillsSomeAndRefusesOthers(string name)
    {
        CheckResult result = await RunAsync(name, Fault.None, refusesKills: true);

        Assert.Contains("Kill failed for 1 worker.", result.Message, StringComparison.Ordinal);
    }

    private async Task<CheckResult> RunAsync(string name, Fault fault, bool refusesKills = false)
    {
        ClusterPlan plan = ReferencePlans.Create(40);
        using var reference = new InMemoryReference(plan, _time, fault);
        await using var engine = new InMemoryEngine(plan, reference) { RefusesKills = refusesKills };
        using var http = new HttpClient(new RegistrationHandler(reference));
        ICheck check = name == "worker-loss" ? new WorkerLossCheck(_ => reference) : new BlockLossCheck(_ => reference);
        var context = new CheckContext
        {
            Plan = plan,
            Engine = engine,
            Http = http,
            Random = CheckSeed.RandomFor(1, name),
            Time = _time,
            Master = new InMemoryMaster(reference),
            Progress = _ => { },
        };
        Task<IReadOnlyList<CheckResult>> running = new CheckRunner([check], CheckSelection.All)
            .RunAsync(context, _ => { }, CancellationToken.None);
        CheckResult result = Assert.Single(
            await _time.AdvanceUntilAsync(running, TimeSpan.FromMilliseconds(500)));

        Assert.Equal(Verdict.Failed, result.Verdict);
        Assert.Equal(WorkerAction.Kill, engine.Actions[0].Action);
        await Eventually.HoldsAsync(() => reference.Workers.All(worker => worker.Runs), "the victims run again");
        return result;
    }
}

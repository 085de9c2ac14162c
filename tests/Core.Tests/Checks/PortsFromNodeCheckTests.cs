using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Tests.Checks;

public sealed class PortsFromNodeCheckTests : IAsyncDisposable
{
    private readonly StubEngine _engine = new()
    {
        Exec = (_, command) => new ExecResult(0, string.Concat(command.Skip(3).Select(name => $"{name} ok\n")), ""),
    };

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task PortsFromNode_TriesEveryWorkerFromAnotherNode_WhenThereAreTwo()
    {
        ClusterPlan plan = CheckPlans.Create(6, perNode: 3);

        CheckOutcome outcome = await new PortsFromNodeCheck().RunAsync(plan, _engine);

        Assert.Equal(
            CheckOutcome.Passed("all 6 sampled ports answer from another node (2 of 2 nodes tried)"), outcome);
        Assert.Equal(2, _engine.Execs.Count);
        foreach ((ExecTarget target, IReadOnlyList<string> command) in _engine.Execs)
        {
            Assert.Equal(["/scalesim-worker", "pause", "connect"], command.Take(3));
            string own = plan.Nodes[target.Index - 1].Address.ToString();
            Assert.DoesNotContain(command, part => part.StartsWith(own, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task PortsFromNode_NamesWorkerSourceAndReason_WhenOneIsClosed()
    {
        ClusterPlan plan = CheckPlans.Create(6, perNode: 3);
        _engine.Exec = (_, command) => new ExecResult(1, string.Concat(command.Skip(3).Select(
            name => name == "127.77.0.2:20002" ? $"{name} Connection refused\n" : $"{name} ok\n")), "");

        CheckOutcome outcome = await new PortsFromNodeCheck().RunAsync(plan, _engine);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains(
            "worker-0002 web at 127.77.0.2:20002 from node-002: Connection refused", outcome.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task PortsFromNode_Fails_WhenTheInstrumentIsSilent()
    {
        _engine.Exec = (_, _) => new ExecResult(0, "", "");

        CheckOutcome outcome = await new PortsFromNodeCheck().RunAsync(CheckPlans.Create(2, perNode: 1), _engine);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains("2 of 2 sampled ports", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PortsFromNode_SaysSo_WhenThereIsOneNodeOnly()
    {
        CheckOutcome outcome = await new PortsFromNodeCheck().RunAsync(CheckPlans.Create(3), _engine);

        Assert.Equal(
            CheckOutcome.Passed("all 3 sampled ports answer from their own node, as there is only one"), outcome);
    }

    [Fact]
    public async Task PortsFromNode_TriesASampleInFewCalls_WhenThereAreManyWorkers()
    {
        CheckOutcome outcome = await new PortsFromNodeCheck().RunAsync(CheckPlans.Create(2000), _engine);

        Assert.Contains("all 400 sampled ports", outcome.Message, StringComparison.Ordinal);
        Assert.InRange(_engine.Execs.Count, 2, 16);
    }

    [Fact]
    public async Task PortsFromNode_IsNotChecked_WhenTheNodeHasNoSandboxProgram()
    {
        _engine.Exec = (_, _) => new ExecResult(127, "", "not found");

        CheckOutcome outcome = await new PortsFromNodeCheck().RunAsync(CheckPlans.Create(2, perNode: 1), _engine);

        Assert.Equal(Verdict.NotChecked, outcome.Verdict);
    }

    [Fact]
    public async Task PortsFromNode_IsNotChecked_WhenTheEngineCanNotExec()
    {
        _engine.Capabilities = new EngineCapabilities(true, false, false);

        CheckOutcome outcome = await new PortsFromNodeCheck().RunAsync(CheckPlans.Create(2), _engine);

        Assert.Equal(Verdict.NotChecked, outcome.Verdict);
    }

    [Fact]
    public async Task PortsFromNode_IsNotApplicable_WhenTheEngineHasNoNetwork()
    {
        _engine.Capabilities = new EngineCapabilities(false, false, false);

        CheckOutcome outcome = await new PortsFromNodeCheck().RunAsync(CheckPlans.Create(2), _engine);

        Assert.Equal(CheckOutcome.NotApplicable("engine fake"), outcome);
    }
}

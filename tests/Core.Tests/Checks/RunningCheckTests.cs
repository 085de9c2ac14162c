using System.Net;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Tests.Checks;

public sealed class RunningCheckTests : IAsyncDisposable
{
    private readonly ClusterPlan _plan = CheckPlans.Create(workers: 6, perNode: 3);
    private readonly StubEngine _engine = new();
    private readonly ClusterState _state;

    public RunningCheckTests()
    {
        _state = StubEngine.AsPlanned(_plan);
        _engine.State = _state;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Running_Passes_WhenAllIsAsPlanned()
    {
        CheckOutcome outcome = await new RunningCheck().RunAsync(_plan, _engine);

        Assert.Equal(Verdict.Passed, outcome.Verdict);
        Assert.Equal("all 6 workers run on 2 nodes, and no stranger", outcome.Message);
    }

    [Fact]
    public async Task Running_Fails_WhenTheEngineHasNothing()
    {
        _engine.State = null;

        await FailsWithAsync("all 6 workers are gone");
    }

    [Fact]
    public async Task Running_NamesTheWorker_WhenOneIsMissing()
    {
        _engine.State = _state with { Workers = [.. _state.Workers.Where(worker => worker.Index != 4)] };

        await FailsWithAsync("worker-0004 is missing");
    }

    [Fact]
    public async Task Running_SaysStatusAndDetail_WhenAWorkerHasExited()
    {
        _engine.State = _state with
        {
            Workers = [.. _state.Workers.Select(worker => worker.Index == 2
                ? worker with { Status = ContainerStatus.Exited, Detail = "Exited (3) 2 seconds ago" }
                : worker)],
        };

        await FailsWithAsync("worker-0002 is Exited (Exited (3) 2 seconds ago)");
    }

    [Fact]
    public async Task Running_Fails_WhenAStrangerBearsTheLabels()
    {
        _engine.State = _state with
        {
            Workers = [.. _state.Workers, _state.Workers[0] with { Index = 7, Name = "worker-0007" }],
        };

        await FailsWithAsync("worker-0007 is a stranger");
    }

    [Fact]
    public async Task Running_Fails_WhenAWorkerExistsTwice()
    {
        _engine.State = _state with { Workers = [.. _state.Workers, _state.Workers[0]] };

        await FailsWithAsync("worker-0001 exists 2 times");
    }

    [Fact]
    public async Task Running_Fails_WhenAWorkerIsOnAnotherNode()
    {
        _engine.State = _state with
        {
            Workers = [.. _state.Workers.Select(worker => worker.Index == 1 ? worker with { Node = 2 } : worker)],
        };

        await FailsWithAsync("worker-0001 of node 1 is worker-0001 of node 2");
    }

    [Fact]
    public async Task Running_Fails_WhenANodeIsGone()
    {
        _engine.State = _state with { Nodes = [_state.Nodes[0]] };

        await FailsWithAsync("node-002 exists 0 times");
    }

    [Fact]
    public async Task Running_Fails_WhenANodeIsPaused()
    {
        _engine.State = _state with
        {
            Nodes = [_state.Nodes[0] with { Status = ContainerStatus.Paused }, _state.Nodes[1]],
        };

        await FailsWithAsync("node-001 is Paused");
    }

    [Fact]
    public async Task Running_Fails_WhenANodeHasAnotherAddress()
    {
        _engine.State = _state with
        {
            Nodes = [_state.Nodes[0] with { Address = IPAddress.Parse("127.77.9.9") }, _state.Nodes[1]],
        };

        await FailsWithAsync("node-001 has 127.77.9.9, not 127.77.0.2");
    }

    [Fact]
    public async Task Running_Fails_WhenANodeIsAStranger()
    {
        _engine.State = _state with
        {
            Nodes = [.. _state.Nodes, new NodeState(3, "node-003", ContainerStatus.Running, null)],
        };

        await FailsWithAsync("node-003 is a stranger");
    }

    [Fact]
    public async Task Running_Passes_WhenWorkersAreTheirOwnNodesAndListedOnce()
    {
        ClusterPlan plan = CheckPlans.Create(workers: 3, perNode: 1);
        _engine.State = StubEngine.AsPlanned(plan) with { Nodes = [] };

        CheckOutcome outcome = await new RunningCheck().RunAsync(plan, _engine);

        Assert.Equal(Verdict.Passed, outcome.Verdict);
    }

    [Fact]
    public async Task Running_NamesTenAndCountsTheRest_WhenManyAreMissing()
    {
        ClusterPlan plan = CheckPlans.Create(workers: 30);
        _engine.State = StubEngine.AsPlanned(plan) with { Workers = [] };

        CheckOutcome outcome = await new RunningCheck().RunAsync(plan, _engine);

        Assert.Contains("worker-0010 is missing; and 20 more", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("worker-0011", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_LeavesOutWhoWasStoppedOnPurpose_AndNamesThem()
    {
        _engine.State = _state with
        {
            Workers = [.. _state.Workers.Where(worker => worker.Index != 4).Select(worker => worker.Index == 2
                ? worker with { Status = ContainerStatus.Exited }
                : worker)],
        };

        CheckOutcome outcome = await new RunningCheck().RunAsync(_plan, _engine, 2, 4);

        Assert.Equal(Verdict.Passed, outcome.Verdict);
        Assert.Equal(
            "4 of 6 workers run on 2 nodes, and no stranger; 2 workers left out, stopped on purpose: worker-0002 by "
            + "scalesim kill; worker-0004 by scalesim kill",
            outcome.Message);
    }

    [Fact]
    public async Task Running_StillMissesOthers_WhenSomeWereStoppedOnPurpose()
    {
        _engine.State = _state with { Workers = [.. _state.Workers.Where(worker => worker.Index is not (2 or 3))] };

        CheckOutcome outcome = await new RunningCheck().RunAsync(_plan, _engine, 2);

        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains("worker-0003 is missing;", outcome.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("worker-0002 is missing", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Running_LeavesOutANode_WhenAllOfItWasStoppedOnPurpose()
    {
        _engine.State = _state with
        {
            Nodes = [_state.Nodes[0]],
            Workers = [.. _state.Workers.Where(worker => worker.Node == 1)],
        };

        CheckOutcome outcome = await new RunningCheck().RunAsync(_plan, _engine, 4, 5, 6);

        Assert.Equal(Verdict.Passed, outcome.Verdict);
    }

    private async Task FailsWithAsync(string part)
    {
        CheckOutcome outcome = await new RunningCheck().RunAsync(_plan, _engine);
        Assert.Equal(Verdict.Failed, outcome.Verdict);
        Assert.Contains(part, outcome.Message, StringComparison.Ordinal);
    }
}

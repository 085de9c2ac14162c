using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class ActTextTests
{
    private const string TwoHadEnded = " 2 had ended before: worker-0002, worker-0003.";

    [Theory]
    [InlineData(WorkerAction.Kill, "Killed 1 worker of demo: worker-0001." + TwoHadEnded)]
    [InlineData(WorkerAction.Crash, "Crashed 1 worker of demo: worker-0001." + TwoHadEnded)]
    [InlineData(WorkerAction.Stop, "Stopped 1 worker of demo: worker-0001." + TwoHadEnded)]
    [InlineData(WorkerAction.Start, "Started 2 workers of demo: worker-0002, worker-0003. 1 ran before: worker-0001.")]
    [InlineData(WorkerAction.Restart, "Restarted 3 workers of demo: worker-0001, worker-0002, worker-0003.")]
    public void Line_TellsWhoWasSoBefore(WorkerAction action, string line) => Assert.Equal(
        line,
        ActText.Of(
            action,
            "demo",
            [
                Worker(1, ContainerStatus.Running), Worker(2, ContainerStatus.Exited),
                Worker(3, ContainerStatus.Created),
            ],
            []));

    [Fact]
    public void Line_SaysThatNobodyWasMeant_WhereAllWereSoBefore() => Assert.Equal(
        "Killed 0 workers of demo. 1 had ended before: worker-0001.",
        ActText.Of(WorkerAction.Kill, "demo", [Worker(1, ContainerStatus.Exited)], []));

    [Fact]
    public void Line_CountsThoseOfARestartedNode_AsStarted() => Assert.Equal(
        "Restarted node-001. Started 1 worker of demo: worker-0001.",
        ActText.Of(WorkerAction.Start, "demo", [Worker(1, ContainerStatus.Running)], [Node()]));

    [Fact]
    public void Line_NamesTen_AndCountsTheRest() => Assert.EndsWith(
        "worker-0009, worker-0010 and 2 more.",
        ActText.Of(
            WorkerAction.Kill,
            "demo",
            [.. Enumerable.Range(1, 12).Select(index => Worker(index, ContainerStatus.Paused))],
            []),
        StringComparison.Ordinal);

    private static WorkerState Worker(int index, ContainerStatus status) =>
        new() { Index = index, Name = $"worker-{index:0000}", Node = 1, Status = status };

    private static NodeState Node() => new(1, "node-001", ContainerStatus.Exited, null);
}

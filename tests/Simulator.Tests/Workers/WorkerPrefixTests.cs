using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Tests.Terminal;
using ScaleSim.Simulator.Workers;

namespace ScaleSim.Simulator.Tests.Workers;

public sealed class WorkerPrefixTests
{
    private static readonly WorkerState Short = Worker(1, "pi4-0001");
    private static readonly WorkerState Long = Worker(2, "jetson-0001");

    [Fact]
    public void Bars_StandInOneColumn()
    {
        TestConsole console = TestConsole.Pipe();
        WorkerPrefix prefix = WorkerPrefix.For(console.Console, [Short, Long], isShown: true);

        prefix.WriteLine(Short, "one");
        prefix.WriteLine(Long, "two");

        Assert.Equal("pi4-0001     | one\njetson-0001  | two\n", console.Output);
    }

    [Fact]
    public void APipe_GetsWhatWasPrinted_AndATerminalNoEscapes()
    {
        TestConsole pipe = TestConsole.Pipe();
        WorkerPrefix.For(pipe.Console, [Short], isShown: false).WriteLine(Short, "\u001b[2Jgone");
        TestConsole terminal = TestConsole.Terminal();
        WorkerPrefix.For(terminal.Console, [Short], isShown: true).WriteLine(Short, "\u001b[2Jgone [red]x");

        Assert.Equal("\u001b[2Jgone\n", pipe.Output);
        Assert.DoesNotContain("\u001b[2J", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("gone [red]x", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("\u001b[", terminal.Output, StringComparison.Ordinal);
    }

    private static WorkerState Worker(int index, string name) => new()
    {
        Index = index, Name = name, Node = 1, Status = ContainerStatus.Running,
    };
}

using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class RunViewsTests
{
    [Fact]
    public void View_IsLive_OnATerminalAlone()
    {
        Assert.IsType<LiveRunView>(RunViews.For(TestConsole.Terminal().Console, _ => null));
        Assert.IsType<PlainRunView>(RunViews.For(TestConsole.Pipe().Console, _ => null));
    }

    [Theory]
    [InlineData("CI", "true")]
    [InlineData("TERM", "dumb")]
    public void View_IsPlain_WhereTheEnvironmentAsksForIt(string name, string value) => Assert.IsType<PlainRunView>(
        RunViews.For(TestConsole.Terminal().Console, asked => asked == name ? value : null));

    [Fact]
    public async Task CountView_SaysHowItEnded_InAPipe()
    {
        TestConsole console = TestConsole.Pipe();
        await using ICountView view = RunViews.ForCount(console.Console, _ => null, RunStepKind.WorkersRemoved, 500);
        view.Update(100, TimeSpan.FromSeconds(5));
        view.Complete(500, TimeSpan.FromSeconds(21));

        Assert.Equal("removed 500 of 500 workers in 21.0 s (23.8/s)\n", console.Output);
    }

    [Fact]
    public async Task CountView_DrawsABar_OnATerminal()
    {
        TestConsole console = TestConsole.Terminal();
        await using (ICountView view = RunViews.ForCount(console.Console, _ => null, RunStepKind.WorkersRemoved, 500))
        {
            view.Update(100, TimeSpan.FromSeconds(5));
            view.Complete(500, TimeSpan.FromSeconds(21));
        }

        Assert.Contains("100 of 500  20.0/s  20.0 s left", console.Output, StringComparison.Ordinal);
        Assert.Matches("500 of 500  23.8/s +21.0 s", console.Output);
    }
}

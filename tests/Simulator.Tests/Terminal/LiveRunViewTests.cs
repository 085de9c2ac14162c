using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class LiveRunViewTests
{
    private const string HideCursor = "\u001b[?25l";
    private const string ShowCursor = "\u001b[?25h";

    private readonly TestConsole _console = TestConsole.Terminal();

    [Fact]
    public async Task View_LeavesItsLastPictureAndTheCursor()
    {
        await using (var view = new LiveRunView(_console.Console))
        {
            view.Update(RunSamples.Starting);
            view.Note("probing");
            view.Update(RunSamples.Starting);
            view.Update(RunSamples.Removed);
        }

        string last = _console.Output.Split(ShowCursor)[^1];
        Assert.StartsWith("\u001b[1mdemo: 4 workers", last, StringComparison.Ordinal);
        Assert.Contains("workers gone", last, StringComparison.Ordinal);
        Assert.DoesNotContain("probing", last, StringComparison.Ordinal);
        Assert.Equal(6, last.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("probing", _console.Output, StringComparison.Ordinal);
        Assert.StartsWith(HideCursor, _console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_WritesNothing_WhileAnotherProgramHasTheTerminal()
    {
        await using var view = new LiveRunView(_console.Console);
        view.Update(RunSamples.Checking);
        await view.PauseAsync();
        string paused = _console.Output;
        view.Update(RunSamples.Checking with { Elapsed = RunSamples.Seconds(30) });

        Assert.Equal(paused, _console.Output);
        Assert.Contains("checking", paused.Split(ShowCursor)[^1], StringComparison.Ordinal);
        Assert.EndsWith("\n", paused, StringComparison.Ordinal);

        view.Resume();
        view.Update(RunSamples.Removed);
        Assert.Contains("workers gone", _console.Output[paused.Length..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_ThatWasNeverShown_WritesNothing()
    {
        await using (var view = new LiveRunView(_console.Console))
        {
            await view.PauseAsync();
        }

        Assert.Equal("", _console.Output);
    }
}

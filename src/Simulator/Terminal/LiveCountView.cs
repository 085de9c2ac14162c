using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A bar that is drawn over again, for a terminal.</summary>
internal sealed class LiveCountView(IAnsiConsole console, RunStepKind kind, int total) : ICountView
{
    private readonly LiveScreen _screen = new(console);

    public void Update(int done, TimeSpan elapsed) => Show(done, elapsed, isOver: done >= total);

    public void Complete(int done, TimeSpan elapsed) => Show(done, elapsed, isOver: true);

    public async ValueTask DisposeAsync() => await _screen.EndAsync();

    private void Show(int done, TimeSpan elapsed, bool isOver) => _screen.Show(StepGrid.Of(
        [new RunStep(kind, done, total, elapsed, isOver)], console.Profile.Capabilities.Unicode));
}

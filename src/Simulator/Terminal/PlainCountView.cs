using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>One line at the end, for pipes and CI.</summary>
internal sealed class PlainCountView(IAnsiConsole console, RunStepKind kind, int total) : ICountView
{
    public void Update(int done, TimeSpan elapsed)
    {
    }

    public void Complete(int done, TimeSpan elapsed) =>
        Messages.Line(console, new RunStep(kind, done, total, elapsed, IsOver: true).ToString());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

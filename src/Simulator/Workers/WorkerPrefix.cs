using ScaleSim.Core.Engines;
using ScaleSim.Simulator.Terminal;
using Spectre.Console;

namespace ScaleSim.Simulator.Workers;

/// <summary>
/// Writes lines of several workers, each behind its worker's name, in a colour of its own on a terminal:
/// <c>worker-0007  | listening</c>. Safe for several threads; a line is never cut by another.
/// </summary>
/// <param name="width">Of the longest name, so that the bars stand in one column.</param>
/// <param name="isShown">Whether there is a name at all.</param>
internal sealed class WorkerPrefix(IAnsiConsole console, int width, bool isShown)
{
    private static readonly Color[] Colours =
    [
        Color.Aqua, Color.Yellow, Color.Lime, Color.Fuchsia, Color.DodgerBlue1, Color.Orange1, Color.SpringGreen1,
        Color.Violet,
    ];

    private readonly Lock _lock = new();

    /// <summary>For these workers.</summary>
    public static WorkerPrefix For(IAnsiConsole console, IReadOnlyList<WorkerState> workers, bool isShown) =>
        new(console, workers.Count == 0 ? 0 : workers.Max(worker => worker.Name.Length), isShown);

    public void WriteLine(WorkerState worker, string line)
    {
        string prefix = isShown ? $"{worker.Name.PadRight(width)}  | " : "";
        lock (_lock)
        {
            if (console.Profile.Out.IsTerminal)
            {
                Style style = new(Colours[worker.Index % Colours.Length]);
                console.Write(new Paragraph().Append(prefix, style).Append(SafeText.Line(line)));
                console.WriteLine();
            }
            else
            {
                // A pipe gets what the worker printed, as it is.
                RawText.Write(console, writer => writer.Write($"{prefix}{line}\n"));
            }
        }
    }
}

using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ScaleSim.Simulator.Terminal;

/// <summary>Steps as bars: label, bar, count, rate, and the time taken or left.</summary>
internal static class StepGrid
{
    public static IRenderable Of(IEnumerable<RunStep> steps, bool isUnicode)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().NoWrap());
        grid.AddColumn(new GridColumn().NoWrap());
        grid.AddColumn(new GridColumn().NoWrap().RightAligned());
        grid.AddColumn(new GridColumn().NoWrap().RightAligned());
        grid.AddColumn(new GridColumn().NoWrap().RightAligned());
        foreach (RunStep step in steps)
        {
            string time = step.Left is TimeSpan left
                ? $"{Figures.Duration(left)} left"
                : Figures.Duration(step.Elapsed);
            grid.AddRow(
                new Text(step.Label),
                ProgressBar.Of(step.Done, step.Total, isUnicode),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{step.Done} of {step.Total}")),
                new Text(step.Rate ?? ""),
                new Text(time));
        }

        return grid;
    }
}

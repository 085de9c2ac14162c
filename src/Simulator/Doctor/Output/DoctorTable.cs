using Spectre.Console;

namespace ScaleSim.Simulator.Doctor.Output;

/// <summary>The report for people: a line per check, then what to do about those that aren't well.</summary>
internal static class DoctorTable
{
    public static void Render(DoctorReport report, IAnsiConsole console)
    {
        console.Write(Findings(report));
        foreach (DoctorResult result in report.Checks.Where(HasAdvice))
        {
            console.WriteLine();
            console.WriteLine(result.Name, StyleOf(result.Status));
            console.Write(Advice(result));
        }

        console.WriteLine();
        console.Write(new Text(Summary(report) + "\n"));
    }

    private static Grid Findings(DoctorReport report)
    {
        Grid grid = NewGrid(columns: 3);
        foreach (DoctorResult result in report.Checks)
        {
            grid.AddRow(
                new Text(Word(result.Status), StyleOf(result.Status)),
                new Text(result.Name),
                new Text(result.Message));
        }

        return grid;
    }

    private static bool HasAdvice(DoctorResult result) => (result.Reason ?? result.Fix ?? result.Repair) is not null;

    private static Grid Advice(DoctorResult result)
    {
        Grid grid = NewGrid(columns: 2);
        (string Label, string? Text)[] rows =
        [
            ("  why", result.Reason),
            ("  fix", result.Fix),
            ("  see", result.Link?.ToString()),
            ("  did", result.Repair),
        ];
        foreach ((string label, string? text) in rows.Where(row => row.Text is not null))
        {
            grid.AddRow(new Text(label), new Text(text!));
        }

        return grid;
    }

    private static Grid NewGrid(int columns)
    {
        Grid grid = new();
        for (int i = 0; i < columns; i++)
        {
            GridColumn column = new() { Padding = new Padding(0, 0, i < columns - 1 ? 2 : 0, 0) };
            grid.AddColumn(i < columns - 1 ? column.NoWrap() : column);
        }

        return grid;
    }

    private static string Summary(DoctorReport report)
    {
        string workers = Figures.Count(report.Demand.Workers, "worker");
        string verdict = !report.EngineAnswers ? $"Without an engine no worker starts; {workers} asked for"
            : report.Count(DoctorStatus.Failed) > 0 ? $"{workers} can't run here as things are"
            : $"{workers} can run here";
        return $"{verdict}: {report.Count(DoctorStatus.Ok)} ok, "
            + $"{Figures.Count(report.Count(DoctorStatus.Warning), "warning")}, "
            + $"{report.Count(DoctorStatus.Failed)} failed, {report.Count(DoctorStatus.NotChecked)} not checked.";
    }

    private static string Word(DoctorStatus status) => status switch
    {
        DoctorStatus.Ok => "ok",
        DoctorStatus.Warning => "warning",
        DoctorStatus.Failed => "failed",
        _ => "not checked",
    };

    private static Style StyleOf(DoctorStatus status) => status switch
    {
        DoctorStatus.Ok => new Style(Color.Green),
        DoctorStatus.Warning => new Style(Color.Yellow),
        DoctorStatus.Failed => new Style(Color.Red),
        _ => new Style(Color.Grey),
    };
}

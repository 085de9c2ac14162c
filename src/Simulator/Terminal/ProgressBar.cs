using Spectre.Console;

namespace ScaleSim.Simulator.Terminal;

/// <summary>A bar of fixed width.</summary>
internal static class ProgressBar
{
    private const int Width = 30;

    /// <param name="isUnicode">Whether the console can show lines; else it gets signs.</param>
    public static Paragraph Of(int done, int total, bool isUnicode)
    {
        int filled = total <= 0 ? Width : (int)((long)Width * Math.Clamp(done, 0, total) / total);
        var fill = new Style(filled == Width ? Color.Green : Color.Yellow);
        return new Paragraph()
            .Append(new string(isUnicode ? '━' : '#', filled), fill)
            .Append(new string(isUnicode ? '─' : '-', Width - filled), new Style(Color.Grey));
    }
}

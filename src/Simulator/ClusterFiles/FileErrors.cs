using System.Globalization;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles;

/// <summary>Collects what is wrong in a file, each thing once.</summary>
internal sealed class FileErrors
{
    private const int ShownMax = 60;
    private const int CountMax = 100;

    // A value of 'workers' is looked at once for each group that takes it; what is wrong with it is the same each time,
    // under another name.
    private readonly Dictionary<(FilePosition? Position, string Why, string Next), FileError> _seen = [];

    public int Count => _seen.Count;

    /// <value>In the order of the file; a hundred at most, and then how many more there are.</value>
    public IReadOnlyList<FileError> All
    {
        get
        {
            FileError[] sorted = [.. _seen.Values.OrderBy(error => error.Position ?? default)];
            return sorted.Length <= CountMax
                ? sorted
                : [
                    .. sorted.Take(CountMax),
                    new FileError(null, string.Create(
                        CultureInfo.InvariantCulture,
                        $"{sorted.Length - CountMax} more errors are not shown; these {CountMax} may be their cause. ")
                        + "Correct them first."),
                ];
        }
    }

    /// <param name="what">What is wrong, with its value.</param>
    /// <param name="why">What is allowed or needed.</param>
    /// <param name="next">What would be right.</param>
    public void Add(FilePosition? position, string what, string why, string next) =>
        _seen.TryAdd((position, why, next), new FileError(position, $"{what}; {why}. {next}."));

    /// <summary>A value as a message can show it: one line, no control characters, not too long.</summary>
    public static string Shown(string value)
    {
        string cut = value.Length <= ShownMax
            ? value
            : string.Concat(value.AsSpan(0, ShownMax - 20), "…", value.AsSpan(value.Length - 10));
        return string.Concat(cut.Select(Visible));
    }

    private static char Visible(char character) =>
        char.IsControl(character) || char.IsSurrogate(character) ? '\uFFFD' : character;
}

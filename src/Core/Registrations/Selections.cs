using System.Globalization;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Registrations;

namespace ScaleSim.Core.Registrations;

/// <summary>Makes a selection of each kind.</summary>
internal static class Selections
{
    // Enough of an answer to see that it is an error page, or the wrong list.
    private const int ShownMax = 60;

    /// <param name="secrets">Hidden in what is shown of an answer.</param>
    public static ISelection Of(SelectionSpec spec, SecretText secrets) => spec switch
    {
        JsonSelectionSpec json => new JsonSelection(json.Path, secrets),
        RegexSelectionSpec regex => new RegexSelection(regex.Pattern),
        MetricSelectionSpec metric => new MetricSelection(metric),
        _ => throw new ArgumentOutOfRangeException(nameof(spec), spec, "There is no such selection."),
    };

    /// <summary>A number as systems print it: <c>12</c>, <c>12.0</c>, <c>1.2e1</c>.</summary>
    public static bool TryNumber(string text, out double number) => double.TryParse(
        text.AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>The beginning of an answer, for a message.</summary>
    public static string Begin(string answer, SecretText secrets)
    {
        string shown = secrets.Hide(answer);
        string line = string.Join(' ', shown[..Math.Min(shown.Length, 4 * ShownMax)].Split(
            default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? "which is empty"
            : line.Length <= ShownMax ? $"which is '{line}'"
            : $"which begins with '{line[..ShownMax]}'";
    }
}

using System.Text;
using System.Text.RegularExpressions;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles.Building;

/// <summary>
/// Fills <c>${NAME}</c> and <c>${NAME:-default}</c> in from the caller's environment, as compose does; <c>$$</c> is a
/// dollar sign.
/// </summary>
internal static partial class Interpolation
{
    public static string Expand(string text, FilePosition position, FileContext context)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var expanded = new StringBuilder();
        int end = 0;
        foreach (Match match in Dollar().Matches(text))
        {
            expanded.Append(text, end, match.Index - end);
            expanded.Append(ValueOf(match, position, context));
            end = match.Index + match.Length;
        }

        return expanded.Append(text, end, text.Length - end).ToString();
    }

    private static string ValueOf(Match match, FilePosition position, FileContext context)
    {
        if (match.Value is "$$" or "$")
        {
            return "$";
        }

        string shown = FileErrors.Shown(match.Value);
        if (match.Groups["name"] is not { Success: true } name)
        {
            context.Add(
                position,
                $"'{shown}' is no variable",
                "those of the caller's environment are written ${NAME} or ${NAME:-default}",
                "Write it so, or $$ for a dollar sign");
            return "";
        }

        string? value = context.Environment(name.Value);
        bool isEmpty = string.IsNullOrEmpty(value);
        if (match.Groups["default"] is { Success: true } fallback && isEmpty)
        {
            return fallback.Value;
        }

        if (value is null)
        {
            context.Add(
                position,
                $"'{shown}' is not set",
                "the caller's environment has no variable of that name",
                $"Set {name.Value}, or write ${{{name.Value}:-default}}");
            return "";
        }

        // What comes from outside is no template.
        return FileContext.Literal(value);
    }

    [GeneratedRegex(
        @"\$\$|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>[^}]*))?\}|\$\{[^}]*\}?|\$[A-Za-z_][A-Za-z0-9_]*|\$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Dollar();
}

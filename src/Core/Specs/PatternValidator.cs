using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs;

/// <summary>Finds regular expressions and JSON paths that can't be used.</summary>
internal static class PatternValidator
{
    /// <value>The most characters of a pattern.</value>
    public const int LengthMax = 4096;

    /// <param name="place">Where it stands, as the middle of a sentence.</param>
    public static void ValidateRegex(string place, string pattern, PlanErrors errors)
    {
        if (ExplainRegex(pattern) is { } why)
        {
            errors.Wrong(
                $"The regular expression '{pattern}' in {place} can't be used",
                why,
                "Write a .NET expression without back-references and lookarounds, such as ^started on (\\d+)");
        }
    }

    /// <param name="place">Where it stands, as the middle of a sentence.</param>
    public static void ValidateJsonPath(string place, string path, PlanErrors errors)
    {
        if (ExplainJsonPath(path) is { } why)
        {
            errors.Wrong(
                $"The JSON path '{path}' in {place} can't be used",
                why,
                "Write it like $.workers[*].address or $[?(@.state=='live')].name");
        }
    }

    /// <summary>
    /// Texts that are matched come from other people's programs: without backtracking no text takes more than linear
    /// time.
    /// </summary>
    private static string? ExplainRegex(string pattern)
    {
        if (pattern.Length is 0 or > LengthMax)
        {
            return $"it has {pattern.Length} characters and may have 1 to {LengthMax}";
        }

        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return null;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return Clause(exception.Message);
        }
    }

    private static string? ExplainJsonPath(string path)
    {
        if (path.Length is 0 or > LengthMax)
        {
            return $"it has {path.Length} characters and may have 1 to {LengthMax}";
        }

        try
        {
            // The path is parsed before anything is looked for.
            _ = new JObject().SelectTokens(path).Any();
            return null;
        }
        catch (JsonException exception)
        {
            return Clause(exception.Message);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            // Numbers beyond 32 bits, and regular expressions in a filter.
            return Clause(exception.Message);
        }
    }

    private static string Clause(string sentence) => sentence.TrimEnd('.');
}

using YamlDotNet.Core;

namespace ScaleSim.Simulator.ClusterFiles.Yaml;

/// <summary>Says what is wrong with a text that is no YAML, in better words than the parser's where known.</summary>
internal static class YamlSyntax
{
    public static void Explain(string text, YamlException failure, FileErrors errors)
    {
        FilePosition position = new((int)Math.Max(1, failure.Start.Line), (int)Math.Max(1, failure.Start.Column));
        string line = LineOf(text, position.Line);
        if ((Tab(text, position.Line) ?? Tab(text, position.Line + 1)) is { } tab)
        {
            errors.Add(
                tab, "The line is indented with a tab", "YAML allows blanks only", "Write 2 blanks for each tab");
        }
        else if (position.Column <= line.Length && line[position.Column - 1] is ('@' or '`' or '%'))
        {
            errors.Add(
                position,
                $"A value begins with '{line[position.Column - 1]}'",
                "YAML keeps that character for itself",
                "Put quotes around the value");
        }
        else
        {
            errors.Add(
                position,
                $"'{FileErrors.Shown(line.Trim())}' is not YAML",
                Sentence(failure.Message),
                "Look for a wrong indentation, or a quote, bracket or ':' too many or too few, here or above");
        }
    }

    // The parser may stop at the line above the tab, where a mapping began that it then could not go on with.
    private static FilePosition? Tab(string text, int line)
    {
        string found = LineOf(text, line);
        int tab = found.IndexOf('\t', StringComparison.Ordinal);
        return tab >= 0 && string.IsNullOrWhiteSpace(found[..tab]) ? new FilePosition(line, tab + 1) : null;
    }

    private static string LineOf(string text, int line)
    {
        using var reader = new StringReader(text);
        string? found = reader.ReadLine();
        for (int i = 1; i < line && found is not null; i++)
        {
            found = reader.ReadLine();
        }

        return found ?? "";
    }

    // "While parsing a block mapping, did not find expected key." becomes the middle of a sentence.
    private static string Sentence(string message)
    {
        string shown = FileErrors.Shown(message).TrimEnd('.', ' ');
        return shown.Length == 0 ? "the parser stops there" : $"{char.ToLowerInvariant(shown[0])}{shown[1..]}";
    }
}

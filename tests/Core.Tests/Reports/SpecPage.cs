using System.Text.RegularExpressions;

namespace ScaleSim.Core.Tests.Reports;

/// <summary>A page of docs/specs, whose tables name a column or field at the beginning of each line.</summary>
internal static partial class SpecPage
{
    /// <summary>The names of the page's only table.</summary>
    public static IReadOnlyList<string> Names(string page) => NamesOf(File.ReadAllText(PathOf(page)));

    /// <summary>The names of the table under a heading such as <c>--format csv</c>.</summary>
    public static IReadOnlyList<string> Names(string page, string heading) => NamesOf(File.ReadAllText(PathOf(page))
        .Split("\n## ").Single(section => section.StartsWith($"{heading}\n", StringComparison.Ordinal)));

    public static string PathOf(string page) => Path.Combine(Root(), "docs", "specs", page);

    private static IReadOnlyList<string> NamesOf(string text) =>
        [.. FirstColumn().Matches(text).Select(match => match.Groups[1].Value)];

    private static string Root()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "ScaleSim.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName
            ?? throw new InvalidOperationException($"no ScaleSim.sln in or above {AppContext.BaseDirectory}");
    }

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstColumn();
}

using System.Text.RegularExpressions;

namespace ScaleSim.Core.Tests.Reports;

/// <summary>A page of docs/specs: the names in the first column of its first table.</summary>
internal static partial class SpecPage
{
    public static IReadOnlyList<string> Names(string page) =>
        [.. FirstColumn().Matches(File.ReadAllText(PathOf(page)))
            .Select(match => match.Groups[1].Value)];

    public static string PathOf(string page) => Path.Combine(Root(), "docs", "specs", page);

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

using System.Text.RegularExpressions;
using ScaleSim.Repository.Tests.Text;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>
/// One top-level type per file. Exceptions: types of the file's own ('file class'), and one name with different numbers
/// of type parameters ('Result' and 'Result&lt;T&gt;').
/// </summary>
internal sealed partial class OneTypePerFileRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository)
    {
        foreach (TextFile file in repository.CSharp)
        {
            (string Name, int Line)[] types = [.. TopLevelTypes(file)];
            foreach ((string name, int line) in types.Where(type => type.Name != types[0].Name))
            {
                yield return file.At(
                    line, $"'{name}' is a second type beside '{types[0].Name}'. Give it a file of its own.");
            }
        }
    }

    /// <summary>Types start at column 0 in a file with a file-scoped namespace; nested ones are indented.</summary>
    private static IEnumerable<(string Name, int Line)> TopLevelTypes(TextFile file) =>
        from Match match in TypeDeclaration().Matches(file.Code)
        where !match.Groups["modifiers"].Value.Contains("file ", StringComparison.Ordinal)
        select (match.Groups["name"].Value, file.LineIndexOf(match.Index));

    [GeneratedRegex(
        @"^(?<modifiers>((public|internal|file|sealed|abstract|static|partial|readonly|ref|unsafe)\s+)*)"
        + @"(class|struct|interface|enum|record(\s+(class|struct))?|delegate\s+[\w<>?\[\], ]+)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}

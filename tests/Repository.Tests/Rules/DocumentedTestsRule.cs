using System.Text.RegularExpressions;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>
/// A test that a document names exists: a class, <c>KillTests</c>, or one of its methods, <c>KillTests.Keeper_...</c>,
/// as a whole or by how it begins. Where classes share a name, one of them has the method.
/// </summary>
internal sealed partial class DocumentedTestsRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository)
    {
        ILookup<string, string> classes = repository.Files
            .Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal))
            .Where(file => Path.GetExtension(file.Path) == ".cs")
            .ToLookup(file => Path.GetFileNameWithoutExtension(file.Path), file => file.Content);
        return
            from file in repository.Documents
            from Match match in Test().Matches(file.Content)
            let name = match.Groups["class"].Value
            let method = match.Groups["method"].Value
            where !classes[name].Any(content => Has(content, method, match.Groups["more"].Success))
            select file.At(
                file.LineIndexOf(match.Index),
                $"names the test {match.Value.Trim('`')}, and there is no such one. Name it as it is called now.");
    }

    private static bool Has(string content, string method, bool isBegin) =>
        method.Length == 0 || content.Contains($" {method}{(isBegin ? "" : "(")}", StringComparison.Ordinal);

    [GeneratedRegex(@"`([\w.]+/)*(?<class>[A-Z]\w*(Tests|Contract))(\.(?<method>[A-Z]\w*)(?<more>\.\.\.)?)?`")]
    private static partial Regex Test();
}

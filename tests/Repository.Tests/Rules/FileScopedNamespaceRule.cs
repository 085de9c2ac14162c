using System.Text.RegularExpressions;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>A namespace is declared for the whole file; a type outside of any namespace is found by nobody.</summary>
internal sealed partial class FileScopedNamespaceRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository)
    {
        foreach (var file in repository.CSharp)
        {
            if (BlockNamespace().Match(file.Code) is { Success: true } block)
            {
                yield return file.At(
                    file.LineIndexOf(block.Index), "declares a namespace with braces. Write 'namespace X;' instead.");
            }
            else if (DeclaresType(file.Code) && !FileScopedNamespace().IsMatch(file.Code))
            {
                yield return file.At(0, "declares a type outside of any namespace. Write 'namespace X;' first.");
            }
        }
    }

    private static bool DeclaresType(string code) => TypeDeclaration().IsMatch(code);

    [GeneratedRegex(@"^namespace\s+[\w.]+\s*\{", RegexOptions.Multiline)]
    private static partial Regex BlockNamespace();

    [GeneratedRegex(@"^namespace\s+[\w.]+\s*;", RegexOptions.Multiline)]
    private static partial Regex FileScopedNamespace();

    [GeneratedRegex(@"^(public|internal)\s[^=;(]*\b(class|struct|interface|enum|record)\s", RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();
}

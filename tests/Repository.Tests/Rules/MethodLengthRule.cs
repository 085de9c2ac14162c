using ScaleSim.Repository.Tests.Text;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>A method, constructor or property has at most 70 lines from its signature to its closing brace.</summary>
internal sealed class MethodLengthRule : IRule
{
    internal const int LinesMax = 70;

    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.CSharp
        from declaration in CSharpOutline.Of(file)
        where declaration.Kind == CSharpBlockKind.Member && declaration.LineCount > LinesMax
        select file.At(
            declaration.FirstLine,
            $"'{declaration.Header}' has {declaration.LineCount} lines; {LinesMax} is the limit. Split it by step.");
}

using System.Text.RegularExpressions;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>
/// What runs any system knows none: the systems of examples/ are described there, in cluster files, and nowhere under
/// src/.
/// </summary>
internal sealed partial class ForeignSystemsRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.Files
        where file.IsUnder("src")
        from line in file.Lines.Select((text, index) => (Text: text, Index: index))
        let name = Name().Match(line.Text)
        where name.Success
        select file.At(
            line.Index,
            $"names '{name.Value}'. What it needs here must be sayable in a cluster.yaml; see examples/.");

    [GeneratedRegex(@"moosefs|\bmfs\w*|\bdask\b|alluxio", RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}

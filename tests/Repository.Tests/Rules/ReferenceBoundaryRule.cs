using System.Text.RegularExpressions;
using ScaleSim.Repository.Tests.Text;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>
/// The reference system is one user's system among others: ScaleSim knows it in src/Simulator/Reference only.
/// </summary>
internal sealed partial class ReferenceBoundaryRule : IRule
{
    private static readonly string[] Insiders =
    [
        "src/Reference", "src/WorkerImage/", "src/Simulator/Reference/",
        "tests/Reference", "tests/Functional/", "tests/Simulator.Tests/Reference/",
    ];

    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.CSharp
        where !IsInsider(file)
        from Match match in ReferenceSystem().Matches(file.Code)
        select file.At(
            file.LineIndexOf(match.Index),
            $"uses {match.Value}. What is needed here must be sayable in a cluster.yaml; see src/Simulator/Reference.");

    private static bool IsInsider(TextFile file) =>
        Insiders.Any(prefix => file.Path.StartsWith(prefix, StringComparison.Ordinal));

    [GeneratedRegex(@"\bScaleSim\.Reference\w+|\bReference(Protocol|Master)\.\w+")]
    private static partial Regex ReferenceSystem();
}

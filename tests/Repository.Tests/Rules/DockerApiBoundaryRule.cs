using System.Text.RegularExpressions;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>Only the Docker engine and its tests know the Engine API: a library can replace the client.</summary>
internal sealed partial class DockerApiBoundaryRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.CSharp
        where !file.IsUnder("src/Docker") && !file.IsUnder("tests/Docker.Tests")
        from Match match in DockerApi().Matches(file.Code)
        select file.At(
            file.LineIndexOf(match.Index), "uses the Engine API's types. Ask the engine contract in Core instead.");

    [GeneratedRegex(@"\bScaleSim\.Docker\.Api\b|\bDocker\.Api\.\w")]
    private static partial Regex DockerApi();
}

using System.Text.RegularExpressions;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>Versions of packages stand in Directory.Packages.props and nowhere else.</summary>
internal sealed partial class PackageVersionsRule : IRule
{
    public IEnumerable<Violation> Check(RepositoryFiles repository) =>
        from file in repository.Files
        where Path.GetExtension(file.Path) is ".csproj" or ".props" or ".targets"
        where file.Path != "Directory.Packages.props"
        from Match match in VersionedReference().Matches(file.Content)
        select file.At(
            file.LineIndexOf(match.Index), "gives a package a version. Put the version into Directory.Packages.props.");

    [GeneratedRegex(@"<(PackageReference|PackageVersion|GlobalPackageReference)\b[^>]*\bVersion(Override)?\s*=")]
    private static partial Regex VersionedReference();
}

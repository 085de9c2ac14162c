using ScaleSim.Repository.Tests.Text;

namespace ScaleSim.Repository.Tests.Rules;

/// <summary>CHANGELOG.md has a section for what is not released yet, and says something in it.</summary>
internal sealed class ChangelogRule : IRule
{
    private const string Changelog = "CHANGELOG.md";

    public IEnumerable<Violation> Check(RepositoryFiles repository)
    {
        if (repository.Find(Changelog) is not TextFile file)
        {
            return [new(Changelog, 0, "is missing. Users read there what changed.")];
        }

        bool hasEntry = file.Lines
            .SkipWhile(line => line != "## [Unreleased]").Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Any(line => line.StartsWith("- ", StringComparison.Ordinal));
        return hasEntry ? [] : [new(Changelog, 0, "has no '## [Unreleased]' section with an entry ('- ...') in it.")];
    }
}

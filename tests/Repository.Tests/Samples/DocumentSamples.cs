using ScaleSim.Repository.Tests.Rules;

namespace ScaleSim.Repository.Tests.Samples;

/// <summary>Samples of the rules about documents.</summary>
internal static class DocumentSamples
{
    public static IEnumerable<Sample> All =>
    [
        new(nameof(ChangelogRule), "no changelog", ["CHANGELOG.md:0"]),
        new(nameof(ChangelogRule), "nothing unreleased", ["CHANGELOG.md:0"],
            ("CHANGELOG.md", "## [Unreleased]\n\n## [0.1.0]\n\n- A thing\n")),
        new(nameof(ChangelogRule), "an entry", [],
            ("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing\n")),
        new(nameof(DocumentedPathsRule), "a script that is not there", ["README.md:2", "README.md:3"],
            ("README.md", "`scripts/run.sh`\nscripts/gone.sh --workers 5\nbash .ci/gone\nsrc/x/scripts/other.sh"),
            ("scripts/run.sh", "")),
    ];
}

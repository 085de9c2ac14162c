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
        new(nameof(DocumentedTestsRule), "tests that are not there", ["docs/a.md:1", "docs/a.md:2", "docs/a.md:3"],
            ("tests/A/KillTests.cs", "public void Keeper_Removes_WhenKilled() => Other_Method();"),
            ("docs/a.md", "`GoneTests`\n`KillTests.Keeper_Removes`\n`KillTests.Down_...`\n`tests/A`, KilledTests")),
        new(nameof(DocumentedTestsRule), "a class, methods, one of two classes of a name", [],
            ("tests/A/KillTests.cs", "public void Keeper_Removes_WhenKilled() => Assert.True(true);"),
            ("tests/B/KillTests.cs", "public void Other_IsLeft() => Assert.True(true);"),
            ("tests/EngineContract/DeathContract.cs", "public void Crash_IsMended() => Assert.True(true);"),
            ("docs/a.md", "`KillTests`, `KillTests.Keeper_...`\n`KillTests.Other_IsLeft`\n"
                + "`B/KillTests`, `DeathContract.Crash_IsMended`")),
    ];
}

namespace ScaleSim.Repository.Tests;

public sealed class RepositoryTests
{
    public static TheoryData<string> Rules => [.. AllRules.ByName.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Repository_BreaksNoRule_AsItStands(string rule)
    {
        Violation[] violations = [.. AllRules.ByName[rule].Check(RepositoryFiles.Own)];

        Assert.True(violations.Length == 0, string.Join('\n', violations.Take(50).Select(found => found.ToString())));
    }

    /// <summary>A walk that went astray would make every rule pass.</summary>
    [Theory]
    [InlineData("ScaleSim.sln")]
    [InlineData("src/Core/Core.csproj")]
    [InlineData("scripts/test.sh")]
    [InlineData(".ci/run")]
    [InlineData("tests/Repository.Tests/RepositoryTests.cs")]
    public void Repository_IsReadWhole_FromItsRoot(string path) => Assert.NotNull(RepositoryFiles.Own.Find(path));
}

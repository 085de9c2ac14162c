using ScaleSim.Repository.Tests.Samples;

namespace ScaleSim.Repository.Tests;

public sealed class RuleTests
{
    public static TheoryData<string> Names => [.. AllSamples.ByName.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_ReportsExactlyTheExpectedPlaces_OnSample(string name)
    {
        Sample sample = AllSamples.ByName[name];

        IEnumerable<string> places = AllRules.ByName[sample.Rule].Check(sample.Repository)
            .Select(violation => $"{violation.Path}:{violation.Line}");

        Assert.Equal(sample.Expected.Order(StringComparer.Ordinal), places.Order(StringComparer.Ordinal));
    }

    /// <summary>A rule that nothing was ever seen to break may be one that nothing can break.</summary>
    [Fact]
    public void Rules_HaveASampleThatBreaksThem_Each()
    {
        IEnumerable<string> broken = AllSamples.ByName.Values
            .Where(sample => sample.Expected.Length > 0)
            .Select(sample => sample.Rule)
            .Distinct();

        Assert.Equal(AllRules.ByName.Keys.Order(StringComparer.Ordinal), broken.Order(StringComparer.Ordinal));
    }
}

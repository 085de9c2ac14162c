using ScaleSim.Core.Names;

namespace ScaleSim.Core.Tests.Names;

public sealed class NearestWordTests
{
    [Theory]
    [InlineData("dwon", "down")]
    [InlineData("statsu", "status")]
    [InlineData("scael", "scale")]
    [InlineData("pln", "plan")]
    [InlineData("", null)]
    [InlineData("zzzzzzzz", null)]
    public void Of_FindsWhatWasMeant(string word, string? expected) =>
        Assert.Equal(expected, NearestWord.Of(word, ["down", "status", "scale", "plan"]));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("dwon", "down", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_CountsEdits(string a, string b, int expected)
    {
        Assert.Equal(expected, NearestWord.Distance(a, b));
        Assert.Equal(expected, NearestWord.Distance(b, a));
    }
}

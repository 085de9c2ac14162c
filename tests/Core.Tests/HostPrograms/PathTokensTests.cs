using ScaleSim.Core.HostPrograms.Libraries;

namespace ScaleSim.Core.Tests.HostPrograms;

public sealed class PathTokensTests
{
    [Theory]
    [InlineData("$ORIGIN/../lib", "/x/../lib")]
    [InlineData("${ORIGIN}lib", "/xlib")]
    [InlineData("$ORIGINAL:$ORIGIN", "$ORIGINAL:/x")]
    [InlineData("$ORIGIN_A", "$ORIGIN_A")]
    [InlineData("a$", "a$")]
    [InlineData("${ORIGIN", "${ORIGIN")]
    [InlineData("$ORIGIN$ORIGIN", "/x/x")]
    public void Token_IsReplaced_WhereItsNameEnds(string path, string expected) =>
        Assert.Equal(expected, PathTokens.Replace(path, "ORIGIN", "/x"));

    [Fact]
    public void Replacement_IsNotReplacedAgain() =>
        Assert.Equal("$ORIGIN", PathTokens.Replace("$ORIGIN", "ORIGIN", "$ORIGIN"));
}

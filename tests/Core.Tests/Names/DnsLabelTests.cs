using ScaleSim.Core.Names;

namespace ScaleSim.Core.Tests.Names;

public sealed class DnsLabelTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("nightly-2")]
    [InlineData("0123456789012345678901234567890123456789")]
    public void Explain_IsNull_ForALabel(string text)
    {
        Assert.Null(DnsLabel.Explain(text));
        Assert.True(DnsLabel.IsValid(text));
    }

    [Theory]
    [InlineData(null, "it is empty")]
    [InlineData("", "it is empty")]
    [InlineData("01234567890123456789012345678901234567890", "it has 41 characters and may have 40")]
    [InlineData("-a", "begins or ends")]
    [InlineData("a-", "begins or ends")]
    [InlineData("-", "begins or ends")]
    [InlineData("a.b", "character 2 is '.'")]
    [InlineData("Ab", "character 1 is 'A'")]
    [InlineData("ä", "character 1 is 'ä'")]
    [InlineData("a b", "character 2 is ' '")]
    [InlineData("a\0", "character 2 is U+0000")]
    public void Explain_SaysWhatIsWrong_Otherwise(string? text, string expected)
    {
        Assert.Contains(expected, DnsLabel.Explain(text), StringComparison.Ordinal);
        Assert.False(DnsLabel.IsValid(text));
    }
}

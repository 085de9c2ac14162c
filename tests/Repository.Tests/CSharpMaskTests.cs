using ScaleSim.Repository.Tests.Text;

namespace ScaleSim.Repository.Tests;

public sealed class CSharpMaskTests
{
    /// <summary>Each 'x' is text that must go, each 'k' is code that must stay.</summary>
    [Theory]
    [InlineData("k // x")]
    [InlineData("k /* x \n x */ k")]
    [InlineData("k \"x\" k")]
    [InlineData("k \"x \\\" x\" k")]
    [InlineData("k @\"x\\\" k")]
    [InlineData("k @\"x \"\" x\" k")]
    [InlineData("k $\"x{\"x\"}x\" k")]
    [InlineData("k $\"x{{x\" k")]
    [InlineData("k $@\"x{'x'}\n x\" k")]
    [InlineData("k @$\"x\" k")]
    [InlineData("k \"\"\"x \" x \"\" x\"\"\" k")]
    [InlineData("k $$\"\"\"x {{x}} x\"\"\" k")]
    [InlineData("k \"\" k")]
    [InlineData("k 'x' '\\'' k")]
    [InlineData("#k don't k\nk")]
    [InlineData("@k k")]
    public void Blank_KeepsCodeAndNothingElse_ForEveryKindOfText(string source)
    {
        string masked = CSharpMask.Blank(source);

        Assert.Equal(source.Length, masked.Length);
        Assert.Equal(source.Count(letter => letter == 'k'), masked.Count(letter => letter == 'k'));
        Assert.DoesNotContain('x', masked);
        Assert.Equal(source.Count(letter => letter == '\n'), masked.Count(letter => letter == '\n'));
    }

    /// <summary>A file that somebody is in the middle of writing must not break the tests with an exception.</summary>
    [Theory]
    [InlineData("\"")]
    [InlineData("\"\\")]
    [InlineData("@\"a")]
    [InlineData("$\"{")]
    [InlineData("$\"{a")]
    [InlineData("\"\"\"a")]
    [InlineData("/*")]
    [InlineData("'")]
    [InlineData("$")]
    [InlineData("#")]
    public void Blank_KeepsTheLength_WhenTheTextIsCutShort(string source) =>
        Assert.Equal(source.Length, CSharpMask.Blank(source).Length);
}

using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Specs;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("{a}", "<a>")]
    [InlineData("--at={a}:{b.c}", "--at=<a>:<b.c>")]
    [InlineData("{a}{a}", "<a><a>")]
    [InlineData("{{a}}", "{a}")]
    [InlineData("{{{a}}}", "{<a>}")]
    [InlineData("{{\"x\":{a}}}", "{\"x\":<a>}")]
    [InlineData("ü{a}ß", "ü<a>ß")]
    public void Render_FillsPlaceholdersIn(string text, string expected) =>
        Assert.Equal(expected, Template.Parse(text).Render(name => $"<{name}>"));

    [Theory]
    [InlineData("{a", "the brace at character 1 is never closed")]
    [InlineData("x}", "the brace at character 2 closes nothing")]
    [InlineData("{{a}", "the brace at character 4 closes nothing")]
    [InlineData("{{{a}}", "the brace at character 6 closes nothing")]
    public void TryParse_SaysWhichBrace_WhenTheyDoNotPair(string text, string expected)
    {
        Assert.False(Template.TryParse(text, out _, out string? error));

        Assert.Equal(expected, error);
        Assert.Throws<FormatException>(() => Template.Parse(text));
    }

    [Fact]
    public void Placeholders_AreListedInOrder() =>
        Assert.Equal(["b", "a", "b"], Template.Parse("{b}-{a}-{{c}}-{b}").Placeholders);
}

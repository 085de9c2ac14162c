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

    [Theory]
    [InlineData("{n + 1}", "8")]
    [InlineData("{n+1}", "8")]
    [InlineData("{ n - 10 }", "-3")]
    [InlineData("{n:0000}", "0007")]
    [InlineData("{n + 100:00}", "107")]
    [InlineData("w{n - 7:000}!", "w000!")]
    [InlineData("{n - 8:000}", "-001")]
    [InlineData("{n + 0}", "7")]
    public void Render_SumsAndPadsNumbers(string text, string expected) =>
        Assert.Equal(expected, Template.Parse(text).Render(name => name == "n" ? "7" : "wrong"));

    [Theory]
    [InlineData("{ports.rpc-2}", "ports.rpc-2")]
    [InlineData("{ports.rpc-2 - 2}", "ports.rpc-2")]
    [InlineData("{n * 2}", "n * 2")]
    [InlineData("{n + x}", "n + x")]
    [InlineData("{n:abc}", "n:abc")]
    [InlineData("{n + 12345678901}", "n + 12345678901")]
    [InlineData("{}", "")]
    public void Placeholders_AreTheNames_OrTheWholeTextWhereItIsNoSum(string text, string name) =>
        Assert.Equal([name], Template.Parse(text).Placeholders);

    [Fact]
    public void Placeholders_AreListedInOrder() =>
        Assert.Equal(["b", "a", "b"], Template.Parse("{b}-{a}-{{c}}-{b}").Placeholders);
}

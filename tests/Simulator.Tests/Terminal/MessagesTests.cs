using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class MessagesTests
{
    private const string Nasty = "[red]port[/] 20001 is [[taken]]: \u001b]0;owned\u0007 by\tpid 7";

    [Fact]
    public void Error_IsPlainAndUnwrapped_InAPipe()
    {
        TestConsole console = TestConsole.Pipe(width: 20);
        Messages.Error(console.Console, Nasty);

        Assert.Equal("error: [red]port[/] 20001 is [[taken]]: \ufffd]0;owned\ufffd by pid 7\n", console.Output);
    }

    [Fact]
    public void Error_IsRed_OnATerminal_AndItsTextIsNoMarkup()
    {
        TestConsole console = TestConsole.Terminal();
        Messages.Error(console.Console, Nasty);

        Assert.Equal(
            "\u001b[1;91merror: \u001b[0m[red]port[/] 20001 is [[taken]]: \ufffd]0;owned\ufffd by pid 7\n",
            console.Output);
    }

    [Fact]
    public void Message_KeepsItsLines()
    {
        TestConsole console = TestConsole.Pipe();
        Messages.Warning(console.Console, "two\r\nlines\n");

        Assert.Equal("warning: two\nlines\n\n", console.Output);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\r\nb\nc", "a b c")]
    [InlineData(" \u0000\u009b ", "\ufffd\ufffd")]
    public void Line_HasNoBreaksAndNoControls(string text, string line) => Assert.Equal(line, SafeText.Line(text));
}

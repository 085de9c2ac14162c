using System.Text;
using ScaleSim.Simulator.Terminal;

namespace ScaleSim.Simulator.Tests.Terminal;

public sealed class LastingWriterTests
{
    [Fact]
    public void Text_IsDropped_OnceTheTerminalIsLost()
    {
        using var terminal = new LosableTerminal();
        using var writer = new LastingWriter(terminal);
        writer.Write("up ");
        writer.WriteLine(12);
        writer.Flush();
        terminal.IsLost = true;

        writer.Write("lost");
        writer.WriteLine("lost");
        writer.Flush();

        Assert.Equal($"up 12{Environment.NewLine}", terminal.Text.ToString());
        Assert.Equal(1, terminal.Refusals);
    }

    private sealed class LosableTerminal : TextWriter
    {
        public StringBuilder Text { get; } = new();

        public bool IsLost { get; set; }

        public int Refusals { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value)
        {
            if (IsLost)
            {
                Refusals++;
                throw new IOException("Input/output error");
            }

            Text.Append(value);
        }
    }
}

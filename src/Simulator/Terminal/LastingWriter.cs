using System.Text;

namespace ScaleSim.Simulator.Terminal;

/// <summary>
/// Writes to a terminal that may be lost at any moment, as when its window is closed or a connection ends (EIO). What
/// nobody can read any more is dropped: a removal that is under way must not end for want of a reader.
/// </summary>
internal sealed class LastingWriter(TextWriter terminal) : TextWriter
{
    private volatile bool _isLost;

    public override Encoding Encoding => terminal.Encoding;

    public override void Write(char value) => Try(() => terminal.Write(value));

    public override void Write(string? value) => Try(() => terminal.Write(value));

    public override void Write(char[] buffer, int index, int count) =>
        Try(() => terminal.Write(buffer, index, count));

    public override void Flush() => Try(terminal.Flush);

    private void Try(Action write)
    {
        if (_isLost)
        {
            return;
        }

        try
        {
            write();
        }
        catch (IOException)
        {
            _isLost = true;
        }
    }
}

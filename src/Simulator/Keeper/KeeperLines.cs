using System.Globalization;
using System.Text;

namespace ScaleSim.Simulator.Keeper;

/// <summary>
/// Reads a connection's lines, each of a bounded length: one without an end must not fill memory. A read that was
/// cancelled loses nothing.
/// </summary>
internal sealed class KeeperLines(TextReader reader)
{
    /// <value>The longest request: the names of 100,000 workers are half of it.</value>
    public const int LengthMax = 16 << 20;

    private readonly char[] _buffer = new char[8192];

    // What has come of a line; a reader that gave up finds it here when it reads again.
    private readonly StringBuilder _line = new();
    private int _start;
    private int _end;

    /// <returns>A line without its end; null once the connection has ended, also in the middle of a line.</returns>
    /// <exception cref="IOException">The line is too long, or the connection broke.</exception>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_start == _end)
            {
                int read = await reader.ReadAsync(_buffer, cancellationToken);
                (_start, _end) = (0, read);
                if (read == 0)
                {
                    return null;
                }
            }

            int feed = _buffer.AsSpan(_start, _end - _start).IndexOf('\n');
            int taken = feed < 0 ? _end - _start : feed;
            if (_line.Length + taken > LengthMax)
            {
                throw new IOException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"a request has more than {LengthMax} characters; no command of this version sends such a one"));
            }

            _line.Append(_buffer, _start, taken);
            _start += taken;
            if (feed >= 0)
            {
                _start++;
                string line = _line.ToString();
                _line.Clear();
                return line;
            }
        }
    }
}

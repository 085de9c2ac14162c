using System.Buffers;
using System.Text;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>Keeps the last bytes of an output of any length: where a program died, its last lines say why.</summary>
internal sealed class OutputTail : IOutputSink
{
    private readonly int _bytesMax;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private long _written;

    public OutputTail(int bytesMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytesMax);
        _bytesMax = bytesMax;
    }

    /// <summary>Whether the beginning was dropped.</summary>
    public bool IsTruncated => _written > _bytesMax;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        _written += bytes.Length;
        _buffer.Write(bytes[Math.Max(0, bytes.Length - _bytesMax)..]);

        // Moving the tail to the front only when the buffer holds it twice keeps the cost per byte constant.
        if (_buffer.WrittenCount > 2L * _bytesMax)
        {
            var tail = _buffer.WrittenSpan[^_bytesMax..].ToArray();
            _buffer.ResetWrittenCount();
            _buffer.Write(tail);
        }
    }

    /// <summary>As UTF-8; what is not UTF-8, and a character cut in two, becomes U+FFFD.</summary>
    public override string ToString()
    {
        var written = _buffer.WrittenSpan;
        return Encoding.UTF8.GetString(written[Math.Max(0, written.Length - _bytesMax)..]);
    }
}

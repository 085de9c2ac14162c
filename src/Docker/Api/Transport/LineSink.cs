using System.Buffers;
using System.Text;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>Cuts an output into lines and hands each over as soon as it is whole.</summary>
/// <param name="line">Gets each line without its end of line; what is not UTF-8 in it is U+FFFD.</param>
internal sealed class LineSink(Action<string> line) : IOutputSink
{
    /// <value>A line without an end is handed over in pieces of this size.</value>
    public const int LineBytesMax = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _rest = new();

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (bytes.IndexOf((byte)'\n') is var end && end >= 0)
        {
            _rest.Write(bytes[..end]);
            bytes = bytes[(end + 1)..];
            HandOver();
        }

        _rest.Write(bytes);
        if (_rest.WrittenCount >= LineBytesMax)
        {
            HandOver();
        }
    }

    /// <summary>Says that the output is over: a last line without an end is handed over too.</summary>
    public void Complete()
    {
        if (_rest.WrittenCount > 0)
        {
            HandOver();
        }
    }

    private void HandOver()
    {
        line(Encoding.UTF8.GetString(_rest.WrittenSpan).TrimEnd('\r'));
        _rest.ResetWrittenCount();
    }
}

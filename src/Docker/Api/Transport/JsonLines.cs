using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>
/// Reads a stream of JSON values, one on each line (<c>{"stream":"Loaded image: x\n"}</c>), each as soon as its line
/// has arrived, in whatever pieces. The Engine ends lines with LF or CRLF, and JSON itself holds no raw newline.
/// </summary>
internal static class JsonLines
{
    private const byte LineFeed = (byte)'\n';

    /// <exception cref="DockerProtocolException">A line is longer than the bound.</exception>
    /// <exception cref="JsonException">A line is no JSON, or the stream ends within one.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Stream stream,
        JsonTypeInfo<T> type,
        int lineBytesMax,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        try
        {
            while (true)
            {
                var result = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
                var rest = result.Buffer;
                while (TakeLine(ref rest, result.IsCompleted, out var line))
                {
                    if (Parse(line, type) is { } value)
                    {
                        yield return value;
                    }
                }

                if (rest.Length > lineBytesMax)
                {
                    throw new DockerProtocolException(
                        $"The Docker Engine sent a line longer than the {lineBytesMax} bytes that are read.");
                }

                pipe.AdvanceTo(rest.Start, rest.End);
                if (result.IsCompleted)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static bool TakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf(LineFeed) is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        line = buffer;
        if (!isLast || buffer.IsEmpty)
        {
            return false;
        }

        buffer = buffer.Slice(buffer.End);
        return true;
    }

    private static T? Parse<T>(in ReadOnlySequence<byte> line, JsonTypeInfo<T> type)
        where T : class
    {
        if (IsBlank(line))
        {
            return null;
        }

        var reader = new Utf8JsonReader(line);
        var value = JsonSerializer.Deserialize(ref reader, type);

        // Fails where something follows the value.
        reader.Read();
        return value;
    }

    private static bool IsBlank(in ReadOnlySequence<byte> line)
    {
        foreach (var segment in line)
        {
            if (segment.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }
}

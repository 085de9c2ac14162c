using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;

namespace ScaleSim.EngineProxy;

/// <summary>One side of a connection, read as HTTP/1.1: heads, and bodies that are passed on byte for byte.</summary>
internal sealed class HttpSide(Stream stream)
{
    private readonly PipeReader _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

    /// <returns>Null where the other end has closed.</returns>
    public async Task<HttpHead?> ReadHeadAsync(CancellationToken cancellationToken) =>
        await ReadPastAsync("\r\n\r\n"u8.ToArray(), cancellationToken) is { } bytes ? new HttpHead(bytes) : null;

    /// <summary>Passes the body of a request on.</summary>
    public Task CopyRequestAsync(HttpHead head, Stream to, CancellationToken cancellationToken) =>
        head.IsChunked ? CopyChunksAsync(to, cancellationToken) : CopyAsync(head.Length ?? 0, to, cancellationToken);

    /// <summary>Passes the body of an answer on.</summary>
    /// <returns>False where the answer ends with its connection.</returns>
    public async Task<bool> CopyAnswerAsync(
        HttpHead request, HttpHead answer, Stream to, CancellationToken cancellationToken)
    {
        if (request.Method == "HEAD" || answer.Status is 204 or 304)
        {
            return true;
        }

        if (answer.IsChunked)
        {
            await CopyChunksAsync(to, cancellationToken);
            return true;
        }

        await CopyAsync(answer.Length ?? long.MaxValue, to, cancellationToken);
        return answer.Length is not null;
    }

    /// <summary>Passes on whatever comes until the end.</summary>
    public Task CopyAllAsync(Stream to, CancellationToken cancellationToken) =>
        CopyAsync(long.MaxValue, to, cancellationToken);

    /// <summary>Returns when the other end has closed, or has sent what is to be read next.</summary>
    public async Task<bool> HasClosedAsync(CancellationToken cancellationToken)
    {
        ReadResult result = await _reader.ReadAsync(cancellationToken);
        _reader.AdvanceTo(result.Buffer.Start);
        return result.IsCompleted && result.Buffer.IsEmpty;
    }

    private async Task CopyChunksAsync(Stream to, CancellationToken cancellationToken)
    {
        byte[] lineEnd = "\r\n"u8.ToArray();
        while (true)
        {
            byte[] line = await ReadPastAsync(lineEnd, cancellationToken) ?? throw new EndOfStreamException();
            await to.WriteAsync(line, cancellationToken);
            string size = Encoding.Latin1.GetString(line).Split(';')[0].Trim();
            long length = long.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (length == 0)
            {
                break;
            }

            await CopyAsync(length + lineEnd.Length, to, cancellationToken);
        }

        byte[] trailer;
        do
        {
            trailer = await ReadPastAsync(lineEnd, cancellationToken) ?? throw new EndOfStreamException();
            await to.WriteAsync(trailer, cancellationToken);
        }
        while (trailer.Length > lineEnd.Length);
    }

    private async Task CopyAsync(long length, Stream to, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            ReadResult result = await _reader.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> piece = result.Buffer.Slice(0, Math.Min(length, result.Buffer.Length));
            await to.WriteAsync(piece.ToArray(), cancellationToken);
            length -= piece.Length;
            _reader.AdvanceTo(piece.End);
            if (result.IsCompleted && piece.IsEmpty)
            {
                return;
            }
        }
    }

    /// <returns>All up to and with the mark; null where the stream ends before it.</returns>
    private async Task<byte[]?> ReadPastAsync(byte[] mark, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result = await _reader.ReadAsync(cancellationToken);
            if (Find(result.Buffer, mark) is { } end)
            {
                byte[] bytes = result.Buffer.Slice(0, end).ToArray();
                _reader.AdvanceTo(end);
                return bytes;
            }

            _reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted)
            {
                return null;
            }
        }
    }

    private static SequencePosition? Find(ReadOnlySequence<byte> buffer, byte[] mark)
    {
        var reader = new SequenceReader<byte>(buffer);
        return reader.TryReadTo(out ReadOnlySequence<byte> _, mark, advancePastDelimiter: true)
            ? reader.Position
            : null;
    }
}

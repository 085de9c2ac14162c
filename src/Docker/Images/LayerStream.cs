using System.IO.Pipelines;

namespace ScaleSim.Docker.Images;

/// <summary>
/// A layer as a stream to read while it is being written, so that one archive goes into the other without a copy. It
/// claims a position because the tar writer takes a length only from streams that have one; it can't really be moved.
/// </summary>
internal sealed class LayerStream : Stream
{
    private readonly Stream _reading;
    private readonly Task _writing;
    private readonly CancellationTokenSource _stop;
    private long _position;

    public LayerStream(ImageLayer layer, CancellationToken cancellationToken)
    {
        Length = layer.Length;
        var pipe = new Pipe();
        _reading = pipe.Reader.AsStream();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _writing = WriteAsync(layer, pipe.Writer, _stop.Token);
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            if (value != _position)
            {
                throw new NotSupportedException();
            }
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _reading.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        _position += read;
        if (_position > Length || (read == 0 && _position < Length && buffer.Length > 0))
        {
            throw new InvalidDataException(
                $"The image's layer has changed while it was sent: {_position} bytes where {Length} were announced. "
                + "Something rewrites the image's files; wait for it (a build?) and try again.");
        }

        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _reading.DisposeAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        _stop.Dispose();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Never fails: what goes wrong reaches the reader through the pipe.</summary>
    private static async Task WriteAsync(ImageLayer layer, PipeWriter pipe, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await layer.WriteAsync(pipe.AsStream(leaveOpen: true), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not the connection, which is what an IOException would look like to the sender.
            failure = new InvalidDataException(
                $"A file of the image can't be read any more: {exception.Message} "
                + "Something rewrites the image's files; wait for it (a build?) and try again.",
                exception);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await pipe.CompleteAsync(failure).ConfigureAwait(false);
    }
}

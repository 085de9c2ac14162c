namespace ScaleSim.EngineProxy;

/// <summary>Lets so many bytes through to another stream, and then fails like a connection that broke.</summary>
internal sealed class CutStream(Stream inner, long bytesMax) : Stream
{
    private long _left = bytesMax;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ReadOnlyMemory<byte> piece = buffer[..(int)Math.Min(_left, buffer.Length)];
        await inner.WriteAsync(piece, cancellationToken);
        _left -= piece.Length;
        if (_left == 0)
        {
            throw new IOException("The connection is cut here.");
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}

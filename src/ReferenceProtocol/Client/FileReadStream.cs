using System.Buffers;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Files;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>A file being read, in memory a block at a time. No byte is given out before its whole block was verified
/// against the checksum that the master has.</summary>
public sealed class FileReadStream : Stream
{
    private readonly BlockDownload _download;
    private readonly BlockStatus[] _blocks;
    private readonly long[] _starts;
    private byte[]? _buffer;
    private int _buffered = -1;
    private long _position;

    internal FileReadStream(BlockDownload download, EntryStatus status)
    {
        _download = download;
        Status = status;
        _blocks = [.. status.Blocks ?? []];
        _starts = new long[_blocks.Length];
        for (var i = 1; i < _starts.Length; i++)
        {
            _starts[i] = _starts[i - 1] + _blocks[i - 1].Length;
        }
    }

    /// <summary>The file as it was when it was opened.</summary>
    public EntryStatus Status { get; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => Status.Length ?? 0;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <inheritdoc/>
    /// <exception cref="BlockLostException">No replica of the block at this position can be had.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= Length || buffer.Length == 0)
        {
            return 0;
        }

        var found = Array.BinarySearch(_starts, _position);
        var index = found < 0 ? ~found - 1 : found;
        await LoadAsync(index, cancellationToken).ConfigureAwait(false);
        var offset = (int)(_position - _starts[index]);
        var count = (int)Math.Min(buffer.Length, _blocks[index].Length - offset);
        _buffer.AsMemory(offset, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Blocks come over the network. Use ReadAsync.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin)
    {
        var position = offset + origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => _position,
            _ => Length,
        };
        ArgumentOutOfRangeException.ThrowIfNegative(position, nameof(offset));
        return _position = position;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("This stream reads.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("This stream reads.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = null;
            _buffered = -1;
        }

        base.Dispose(disposing);
    }

    private async Task LoadAsync(int index, CancellationToken cancellationToken)
    {
        if (_buffered == index)
        {
            return;
        }

        _buffered = -1;
        _buffer ??= ArrayPool<byte>.Shared.Rent((int)_blocks.Max(b => b.Length));
        _blocks[index] = await _download.DownloadAsync(_blocks[index], _buffer, cancellationToken)
            .ConfigureAwait(false);
        _buffered = index;
    }
}

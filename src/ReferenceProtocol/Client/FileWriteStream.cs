using System.Buffers;
using System.Text.Json;
using ScaleSim.ReferenceProtocol.Files;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>A file being written, in memory a block at a time. Nobody sees the file before <see cref="CompleteAsync"/>;
/// disposing without it gives the write up.</summary>
public sealed class FileWriteStream : Stream
{
    private readonly MasterConnection _master;
    private readonly BlockConnection _workers;
    private readonly byte[] _block;
    private int _filled;
    private long _length;
    private bool _ended;

    internal FileWriteStream(MasterConnection master, BlockConnection workers, WriteTicket ticket)
    {
        _master = master;
        _workers = workers;
        Ticket = ticket;
        _block = ArrayPool<byte>.Shared.Rent(ticket.BlockSizeBytes);
    }

    /// <summary>The write.</summary>
    public WriteTicket Ticket { get; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => !_ended;

    /// <inheritdoc/>
    public override long Length => _length + _filled;

    /// <inheritdoc/>
    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException("A file is written from its beginning to its end.");
    }

    /// <summary>Writes the last block and makes the file visible.</summary>
    public async Task<EntryStatus> CompleteAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        await UploadAsync(cancellationToken).ConfigureAwait(false);
        var status = await _master.SendAsync(
            HttpMethod.Post,
            FormattableString.Invariant($"{Routes.Writes}/{Ticket.Id}/complete"),
            JsonSerializer.SerializeToUtf8Bytes(new CompleteRequest(_length), ReferenceJson.Wire.CompleteRequest),
            ReferenceJson.Wire.EntryStatus,
            isRepeatable: false,
            cancellationToken).ConfigureAwait(false);
        End();
        return status;
    }

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        while (buffer.Length > 0)
        {
            var part = Math.Min(buffer.Length, Ticket.BlockSizeBytes - _filled);
            buffer[..part].CopyTo(_block.AsMemory(_filled));
            buffer = buffer[part..];
            _filled += part;
            if (_filled == Ticket.BlockSizeBytes)
            {
                await UploadAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Blocks go over the network. Use WriteAsync.");

    /// <summary>Does nothing: a block goes out when it is full, or at the end.</summary>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("This stream writes.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException("A file is written from its beginning to its end.");

    /// <inheritdoc/>
    public override void SetLength(long value) =>
        throw new NotSupportedException("A file is as long as what is written.");

    /// <summary>Gives the write up unless it was completed.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            End();
            try
            {
                await _master.ChangeAsync(
                    HttpMethod.Delete,
                    FormattableString.Invariant($"{Routes.Writes}/{Ticket.Id}"),
                    null,
                    isRepeatable: false,
                    CancellationToken.None).ConfigureAwait(false);
            }
            catch (ReferenceException)
            {
                // The master is away or has given the write up itself; it would do so anyway after a time.
            }
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    private async Task UploadAsync(CancellationToken cancellationToken)
    {
        if (_filled > 0)
        {
            var upload = new BlockUpload(_master, _workers, Ticket);
            await upload.UploadAsync(_block.AsMemory(0, _filled), cancellationToken).ConfigureAwait(false);
            _length += _filled;
            _filled = 0;
        }
    }

    private void End()
    {
        _ended = true;
        ArrayPool<byte>.Shared.Return(_block);
    }
}

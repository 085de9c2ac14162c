using System.Buffers;
using Microsoft.Win32.SafeHandles;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.WorkerImage.Blocks;

/// <summary>Receives one block into a file of another name. Unless it is whole at the end, no trace of it
/// stays.</summary>
internal sealed class BlockWriter : IDisposable
{
    /// <summary>ENOSPC and EDQUOT of errno(3): the file system has no room.</summary>
    private static readonly int[] NoRoomErrors = [28, 122];

    private readonly BlockStore _store;
    private readonly IRamdisk _ramdisk;
    private readonly long _id;
    private readonly long _length;
    private readonly string _partialPath;
    private bool _committed;

    internal BlockWriter(BlockStore store, IRamdisk ramdisk, long id, long length)
    {
        _store = store;
        _ramdisk = ramdisk;
        _id = id;
        _length = length;
        _partialPath = Path.Combine(ramdisk.Directory, BlockFile.PartialName(id));
    }

    /// <summary>Reads the block from <paramref name="body"/>, which must have exactly its length.</summary>
    /// <param name="body">The block's bytes.</param>
    /// <param name="expected">The checksum that the bytes must have, where the sender said one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RamdiskFullException">There is no room.</exception>
    /// <exception cref="BlockRefusedException">The bytes are not the ones that were sent.</exception>
    public async Task<BlockInfo> WriteAsync(Stream body, Checksum? expected, CancellationToken cancellationToken)
    {
        if (_ramdisk.Usage is var usage && usage.CapacityBytes - usage.UsedBytes < _length)
        {
            throw new RamdiskFullException(_id, _length, usage);
        }

        try
        {
            using var file = File.OpenHandle(_partialPath, FileMode.Create, FileAccess.Write, FileShare.Read);
            Span<byte> noHeader = stackalloc byte[BlockFile.HeaderLength];
            _ramdisk.Write(file, noHeader, 0);
            var checksum = await CopyAsync(body, file, cancellationToken);
            return Finish(file, checksum, expected);
        }
        catch (IOException exception) when (NoRoomErrors.Contains(exception.HResult))
        {
            throw new RamdiskFullException(_id, _length, _ramdisk.Usage);
        }
    }

    /// <summary>Ends the writing, and removes what is not a whole block.</summary>
    public void Dispose()
    {
        if (!_committed)
        {
            File.Delete(_partialPath);
        }

        _store.Release(_id);
    }

    private async Task<Checksum> CopyAsync(Stream body, SafeFileHandle file, CancellationToken cancellationToken)
    {
        var crc = new Crc32CState();
        var buffer = ArrayPool<byte>.Shared.Rent(BlockFile.BufferLength);
        try
        {
            var position = 0L;
            while (await body.ReadAsync(buffer.AsMemory(0, BlockFile.BufferLength), cancellationToken)
                is > 0 and var read)
            {
                if (position + read > _length)
                {
                    throw Mismatch($"more than the {_length} bytes that were announced");
                }

                _ramdisk.Write(file, buffer.AsSpan(0, read), BlockFile.HeaderLength + position);
                crc.Append(buffer.AsSpan(0, read));
                position += read;
            }

            return position == _length
                ? crc.Current
                : throw Mismatch($"{position} of the {_length} bytes that were announced");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private BlockInfo Finish(SafeFileHandle file, Checksum checksum, Checksum? expected)
    {
        if (expected is not null && expected != checksum)
        {
            throw Mismatch($"bytes with the checksum {checksum} instead of {expected}");
        }

        var block = new BlockInfo(_id, _length, checksum);
        Span<byte> header = stackalloc byte[BlockFile.HeaderLength];
        BlockFile.EncodeHeader(block, header);
        _ramdisk.Write(file, header, 0);
        _store.Commit(block, _partialPath);
        _committed = true;
        return block;
    }

    private BlockRefusedException Mismatch(string received) => new(ErrorCodes.ChecksumMismatch,
        $"Block {_id} arrived as {received}. It was damaged or cut on its way. Send it again.");
}

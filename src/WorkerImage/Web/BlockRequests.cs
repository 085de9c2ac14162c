using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.WorkerImage.Blocks;
using ScaleSim.WorkerImage.Logs;
using ScaleSim.WorkerImage.Masters;

namespace ScaleSim.WorkerImage.Web;

/// <summary>Puts, gets, lists and deletes blocks.</summary>
internal sealed class BlockRequests(BlockStore store, News news, ILogger logger) : IDisposable
{
    /// <summary>Each transfer holds a buffer of 64 KiB; more at once would not fit in a worker's memory.</summary>
    private readonly SemaphoreSlim _transfers = new(16);

    public void Dispose() => _transfers.Dispose();

    public Task ListAsync(HttpContext context) =>
        JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, store.List(), WorkerJson.Wire.IReadOnlyListBlockInfo);

    public async Task PutAsync(HttpContext context, long id)
    {
        if (context.Request.ContentLength is not { } length || length > BlockLimits.LargestSizeBytes)
        {
            await RefuseLengthAsync(context, id);
            return;
        }

        if (!TryReadChecksum(context.Request, out var expected))
        {
            await JsonAnswer.ErrorAsync(context, StatusCodes.Status400BadRequest, ErrorCodes.BadRequest,
                $"{BlockHeaders.Checksum} is no checksum. It is the CRC-32C of the block as 8 hexadecimal digits. "
                + "Correct it or leave it out.");
            return;
        }

        if (expected is not null && store.Find(id) is { } known && known == new BlockInfo(id, length, expected.Value))
        {
            // The same block again: its first answer was lost on the way.
            await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, known, WorkerJson.Wire.BlockInfo);
            return;
        }

        var block = await ReceiveAsync(context, id, length, expected);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status201Created, block, WorkerJson.Wire.BlockInfo);
    }

    public async Task GetAsync(HttpContext context, long id)
    {
        await _transfers.WaitAsync(context.RequestAborted);
        try
        {
            using var block = Open(id);
            context.Response.ContentType = "application/octet-stream";
            context.Response.ContentLength = block.Info.Length;
            context.Response.Headers[BlockHeaders.Checksum] = block.Info.Checksum.ToString();
            await SendAsync(context, block);
        }
        finally
        {
            _transfers.Release();
        }
    }

    public Task DeleteAsync(HttpContext context, long id)
    {
        if (!store.Delete(id))
        {
            return JsonAnswer.ErrorAsync(
                context,
                StatusCodes.Status404NotFound,
                ErrorCodes.BlockNotFound,
                $"Block {id} is not here. There is nothing to delete.");
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task RefuseLengthAsync(HttpContext context, long id) => context.Request.ContentLength is { } length
        ? JsonAnswer.ErrorAsync(
            context,
            StatusCodes.Status413PayloadTooLarge,
            ErrorCodes.TooLarge,
            string.Create(CultureInfo.InvariantCulture,
                $"Block {id} has {length} bytes. The largest block has {BlockLimits.LargestSizeBytes}. "
                + $"Cut it into smaller ones."))
        : JsonAnswer.ErrorAsync(
            context,
            StatusCodes.Status411LengthRequired,
            ErrorCodes.BadRequest,
            $"Block {id} came without a Content-Length. Whether it fits must be known first. Send the length.");

    private static bool TryReadChecksum(HttpRequest request, out Checksum? checksum)
    {
        checksum = null;
        if (request.Headers[BlockHeaders.Checksum] is not [{ } text])
        {
            return true;
        }

        var parsed = Checksum.TryParse(text, out var value);
        checksum = value;
        return parsed;
    }

    /// <summary>Sends bytes that were verified a moment ago, and verifies them again on the way: if they changed in
    /// between, the connection ends before the block does.</summary>
    private static async Task SendAsync(HttpContext context, OpenBlock block)
    {
        var crc = new Crc32CState();
        var buffer = ArrayPool<byte>.Shared.Rent(BlockFile.BufferLength);
        try
        {
            for (var position = 0L; position < block.Info.Length;)
            {
                var read = RandomAccess.Read(block.File, buffer, BlockFile.HeaderLength + position);
                crc.Append(buffer.AsSpan(0, read));
                position += read;
                if (read == 0 || (position == block.Info.Length && crc.Current != block.Info.Checksum))
                {
                    context.Abort();
                    return;
                }

                await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private OpenBlock Open(long id)
    {
        try
        {
            return store.Open(id);
        }
        catch (BlockRefusedException exception) when (exception.Code == ErrorCodes.BlockDamaged)
        {
            Log.BlockDamaged(logger, exception.Message);
            news.Tell();
            throw;
        }
    }

    private async Task<BlockInfo> ReceiveAsync(HttpContext context, long id, long length, Checksum? expected)
    {
        await _transfers.WaitAsync(context.RequestAborted);
        try
        {
            using var writer = store.Receive(id, length);
            return await writer.WriteAsync(context.Request.Body, expected, context.RequestAborted);
        }
        finally
        {
            _transfers.Release();
        }
    }
}

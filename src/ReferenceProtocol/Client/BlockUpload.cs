using System.Text.Json;
using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Files;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>Puts one block of a write on as many workers as it should have: all at once, and on others in place of
/// those that refuse it or do not answer.</summary>
internal sealed class BlockUpload(MasterConnection master, BlockConnection workers, WriteTicket ticket)
{
    /// <summary>How often other workers are asked for. Each round leaves out all workers of the rounds
    /// before.</summary>
    private const int RoundsMax = 6;

    private readonly List<WorkerLocation> _holders = [];
    private readonly List<string> _excluded = [];
    private readonly List<string> _reasons = [];

    /// <summary>Uploads the block and commits it as the next of its file.</summary>
    /// <exception cref="NoSpaceException">No worker took it.</exception>
    public async Task UploadAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var checksum = Checksum.Of(bytes.Span);
        long? blockId = null;
        for (var round = 0; round < RoundsMax && _holders.Count < ticket.Replication; round++)
        {
            var allocation = await AllocateAsync(blockId, bytes.Length, cancellationToken).ConfigureAwait(false);
            if (allocation is null)
            {
                break;
            }

            blockId = allocation.BlockId;
            await PutAsync(allocation, bytes, checksum, cancellationToken).ConfigureAwait(false);
        }

        if (blockId is not { } id || _holders.Count == 0)
        {
            throw new NoSpaceException($"A block of {ticket.Path} has nowhere to go: {string.Join("; ", _reasons)}. "
                + "No worker took it. Delete files, or add workers.");
        }

        await CommitAsync(id, bytes.Length, checksum, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks for as many workers as are missing; null when there are no more and some have the block
    /// already.</summary>
    private async Task<BlockAllocation?> AllocateAsync(long? blockId, int length, CancellationToken cancellationToken)
    {
        var request = new AllocateRequest
        {
            Length = length,
            BlockId = blockId,
            Count = ticket.Replication - _holders.Count,
            Excluded = [.. _excluded],
        };
        try
        {
            return await master.SendAsync(
                HttpMethod.Post,
                FormattableString.Invariant($"{Routes.Writes}/{ticket.Id}/blocks"),
                JsonSerializer.SerializeToUtf8Bytes(request, ReferenceJson.Wire.AllocateRequest),
                ReferenceJson.Wire.BlockAllocation,
                isRepeatable: true,
                cancellationToken).ConfigureAwait(false);
        }
        catch (NoSpaceException exception)
        {
            _reasons.Add(exception.Message);
            return null;
        }
        catch (ReferenceException exception) when (_holders.Count > 0 && exception.Code == ErrorCodes.Unavailable)
        {
            // All other workers went away meanwhile: the master replicates the block when they are back.
            return null;
        }
    }

    private async Task PutAsync(
        BlockAllocation allocation,
        ReadOnlyMemory<byte> bytes,
        Checksum checksum,
        CancellationToken cancellationToken)
    {
        var failures = await Task.WhenAll(allocation.Targets.Select(
            t => workers.PutAsync(t, allocation.BlockId, bytes, checksum, cancellationToken))).ConfigureAwait(false);
        for (var i = 0; i < failures.Length; i++)
        {
            _excluded.Add(allocation.Targets[i].Session);
            if (failures[i] is { } failure)
            {
                _reasons.Add(failure);
            }
            else
            {
                _holders.Add(allocation.Targets[i]);
            }
        }
    }

    private Task CommitAsync(long blockId, int length, Checksum checksum, CancellationToken cancellationToken)
    {
        var commit = new CommitRequest(length, checksum, [.. _holders.Select(h => h.Session)]);
        return master.ChangeAsync(
            HttpMethod.Put,
            FormattableString.Invariant($"{Routes.Writes}/{ticket.Id}/blocks/{blockId}"),
            JsonSerializer.SerializeToUtf8Bytes(commit, ReferenceJson.Wire.CommitRequest),
            isRepeatable: true,
            cancellationToken);
    }
}

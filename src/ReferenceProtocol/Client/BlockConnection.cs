using System.Net.Http.Headers;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>Transfers of whole blocks to and from workers. A transfer either was made and verified, or says why
/// not.</summary>
internal sealed class BlockConnection(HttpClient http, ReferenceClientOptions options) : IDisposable
{
    private readonly SemaphoreSlim _transfers = new(options.TransfersMax);

    public void Dispose() => _transfers.Dispose();

    /// <summary>Puts a block on a worker; null if the worker has it now, else why it has not.</summary>
    public Task<string?> PutAsync(
        WorkerLocation worker,
        long id,
        ReadOnlyMemory<byte> bytes,
        Checksum checksum,
        CancellationToken cancellationToken) => TransferAsync(
            worker,
            async deadline =>
            {
                using var content = new ReadOnlyMemoryContent(bytes);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                using var request = Request(HttpMethod.Put, worker, id);
                request.Content = content;
                request.Headers.Add(BlockHeaders.Checksum, checksum.ToString());
                using var response = await http.SendAsync(request, deadline).ConfigureAwait(false);
                return response.IsSuccessStatusCode
                    ? null
                    : await RefusalAsync(response, deadline).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>Gets a block from a worker into a buffer; null if the bytes are the right ones, else why not.</summary>
    public Task<string?> GetAsync(
        WorkerLocation worker,
        BlockStatus block,
        Memory<byte> buffer,
        CancellationToken cancellationToken) => TransferAsync(
            worker,
            async deadline =>
            {
                using var request = Request(HttpMethod.Get, worker, block.Id);
                using var response = await http.SendAsync(
                    request,
                    HttpCompletionOption.ResponseHeadersRead,
                    deadline).ConfigureAwait(false);
                return response.IsSuccessStatusCode
                    ? await ReceiveAsync(response, block, buffer, deadline).ConfigureAwait(false)
                    : await RefusalAsync(response, deadline).ConfigureAwait(false);
            },
            cancellationToken);

    private static async Task<string?> ReceiveAsync(
        HttpResponseMessage response,
        BlockStatus block,
        Memory<byte> buffer,
        CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var length = (int)block.Length;
            var received = await stream.ReadAtLeastAsync(
                buffer[..length], length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (received < length)
            {
                return $"gave {received} of {length} bytes";
            }

            var checksum = Checksum.Of(buffer.Span[..length]);
            return checksum == block.Checksum
                ? null
                : $"gave bytes with checksum {checksum} instead of {block.Checksum}";
        }
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var error = await ErrorReader.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return $"refused with {error.Code}";
    }

    private HttpRequestMessage Request(HttpMethod method, WorkerLocation worker, long id)
    {
        var request = new HttpRequestMessage(method, new Uri(options.ResolveWorker(worker), Routes.WorkerBlock(id)));
        if (!options.KeepsWorkerConnections)
        {
            request.Headers.ConnectionClose = true;
        }

        return request;
    }

    private async Task<string?> TransferAsync(
        WorkerLocation worker,
        Func<CancellationToken, Task<string?>> transfer,
        CancellationToken cancellationToken)
    {
        await _transfers.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(options.RequestTime);
            var failure = await transfer(deadline.Token).ConfigureAwait(false);
            return failure is null ? null : $"{worker.Name} {failure}";
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return $"{worker.Name} does not answer: {exception.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{worker.Name} took longer than {options.RequestTime.TotalSeconds:0} s";
        }
        finally
        {
            _transfers.Release();
        }
    }
}

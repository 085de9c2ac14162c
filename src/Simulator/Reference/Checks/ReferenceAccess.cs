using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ScaleSim.Core.Checks;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Client;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.ReferenceProtocol.Files;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Simulator.Reference.Checks;

/// <summary>
/// The way to a live reference system: its own client, and workers asked directly, past their master.
/// </summary>
internal sealed class ReferenceAccess : IReferenceAccess
{
    private static readonly TimeSpan WorkerTimeout = TimeSpan.FromSeconds(30);

    private readonly CheckContext _context;
    private readonly ReferenceClient _client;

    private ReferenceAccess(CheckContext context)
    {
        _context = context;
        Dictionary<string, WorkerPlan> workers = context.Plan.Workers.ToDictionary(worker => worker.Name);
        _client = new ReferenceClient(
            new Uri($"http://{context.Plan.Master.Endpoint}"),
            new ReferenceClientOptions
            {
                ResolveWorker = location => workers.TryGetValue(location.Name, out WorkerPlan? worker)
                    ? DataUri(worker, "/")
                    : throw new ReferenceSilentException(
                        $"{location.Name} holds a block and is no worker of the plan."),
                // A check speaks to a thousand workers, to each for a moment; their connections, kept, are 30 MB.
                KeepsWorkerConnections = false,
                Seed = context.Plan.Spec.Seed,
                Time = context.Time,
            });
    }

    public static IReferenceAccess Open(CheckContext context) => new ReferenceAccess(context);

    public Task<MasterStatus> ReadStatusAsync(CancellationToken cancellationToken) =>
        AskAsync(() => _client.MasterAsync(cancellationToken));

    public Task<IReadOnlyList<WorkerInfo>> ListWorkersAsync(CancellationToken cancellationToken) =>
        AskAsync(() => _client.WorkersAsync(cancellationToken));

    public async Task<IReadOnlyList<BlockStatus>> ListBlocksAsync(string path, CancellationToken cancellationToken) =>
        (await AskAsync(() => _client.StatusAsync(path, cancellationToken))).Blocks ?? [];

    public async Task<ReferenceRefusal?> WriteAsync(
        string path, ReadOnlyMemory<byte> content, int blockSizeBytes, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new MemoryStream(content.ToArray(), writable: false);
            var request = new CreateRequest { BlockSizeBytes = blockSizeBytes };
            await _client.WriteAsync(path, stream, request, cancellationToken);
            return null;
        }
        catch (ReferenceException exception)
        {
            return new ReferenceRefusal(exception.Code, exception.Message);
        }
    }

    public async Task<ReferenceRead> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var stream = new MemoryStream();
            await _client.ReadAsync(path, stream, cancellationToken);
            return new ReferenceRead(stream.ToArray(), null);
        }
        catch (ReferenceException exception)
        {
            return new ReferenceRead(null, new ReferenceRefusal(exception.Code, exception.Message));
        }
    }

    public async Task<ReferenceRefusal?> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await _client.DeleteAsync(path, recursive: true, cancellationToken);
            return null;
        }
        catch (PathNotFoundException)
        {
            return null;
        }
        catch (ReferenceException exception)
        {
            return new ReferenceRefusal(exception.Code, exception.Message);
        }
    }

    public Task<WorkerHealth> ReadHealthAsync(WorkerPlan worker, CancellationToken cancellationToken) =>
        GetJsonAsync(
            worker,
            WorkerEndpoints.UriFromHost(
                _context.Plan, worker, worker.PortOf(ReferenceSystem.WebPort), Routes.Health),
            ReferenceJson.Wire.WorkerHealth,
            cancellationToken);

    public Task<IReadOnlyList<BlockInfo>> ListBlocksOfAsync(WorkerPlan worker, CancellationToken cancellationToken) =>
        GetJsonAsync(
            worker, DataUri(worker, Routes.WorkerBlocks), ReferenceJson.Wire.IReadOnlyListBlockInfo, cancellationToken);

    public async Task<ReferenceRefusal?> PutBlockAsync(
        WorkerPlan worker, long id, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, DataUri(worker, Routes.WorkerBlock(id)))
        {
            Content = new ReadOnlyMemoryContent(content),
        };
        request.Headers.Add(BlockHeaders.Checksum, Checksum.Of(content.Span).ToString());
        return (await SendAsync(request, cancellationToken)).Refusal;
    }

    public async Task<ReferenceRead> GetBlockAsync(WorkerPlan worker, long id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, DataUri(worker, Routes.WorkerBlock(id)));
        return await SendAsync(request, cancellationToken);
    }

    public async Task<ReferenceRefusal?> DeleteBlockAsync(
        WorkerPlan worker, long id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, DataUri(worker, Routes.WorkerBlock(id)));
        ReferenceRefusal? refusal = (await SendAsync(request, cancellationToken)).Refusal;
        return refusal?.Code == ErrorCodes.BlockNotFound ? null : refusal;
    }

    public void Dispose() => _client.Dispose();

    private static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (ReferenceException exception)
        {
            throw new ReferenceSilentException(exception.Message, exception);
        }
    }

    private Uri DataUri(WorkerPlan worker, string path) =>
        WorkerEndpoints.UriFromHost(_context.Plan, worker, worker.PortOf(ReferenceSystem.DataPort), path);

    private async Task<T> GetJsonAsync<T>(
        WorkerPlan worker, Uri uri, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(WorkerTimeout, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await _context.Http.GetFromJsonAsync(uri, type, either.Token)
                ?? throw new ReferenceSilentException($"{worker.Name} answered {uri} with null.");
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ReferenceSilentException($"{worker.Name} does not answer {uri}: {exception.Message}", exception);
        }
    }

    private async Task<ReferenceRead> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(WorkerTimeout, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _context.Http.SendAsync(request, either.Token);
            byte[] body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return response.IsSuccessStatusCode
                ? new ReferenceRead(body, null)
                : new ReferenceRead(null, RefusalOf(response.StatusCode, body));
        }
        catch (Exception exception) when (exception is HttpRequestException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new ReferenceRead(null, new ReferenceRefusal(null, exception.Message));
        }
    }

    // A clean refusal is the protocol's error and its status; anything else has no code.
    private static ReferenceRefusal RefusalOf(HttpStatusCode status, byte[] body)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)status}");
        try
        {
            ErrorResponse? error = JsonSerializer.Deserialize(body, ReferenceJson.Wire.ErrorResponse);
            return new ReferenceRefusal(error?.Code, $"{prefix}: {error?.Message}");
        }
        catch (JsonException)
        {
            return new ReferenceRefusal(null, $"{prefix} without the protocol's error");
        }
    }
}

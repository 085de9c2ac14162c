using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Workers;
using ScaleSim.WorkerImage.Blocks;
using ScaleSim.WorkerImage.Logs;

namespace ScaleSim.WorkerImage.Masters;

/// <summary>Copies blocks from peers, one at a time: re-replication must not take the worker away from its
/// clients.</summary>
internal sealed class Replicator(HttpClient http, BlockStore store, News news, ILogger logger)
{
    /// <summary>How long one copy may take.</summary>
    private static readonly TimeSpan CopyDeadline = TimeSpan.FromSeconds(60);

    /// <summary>The master sends a command again until it hears of it, so a full queue may drop the latest.</summary>
    private readonly Channel<WorkerCommand> _commands = Channel.CreateBounded<WorkerCommand>(
        new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Copies a block soon.</summary>
    public void Enqueue(WorkerCommand command) => _commands.Writer.TryWrite(command);

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var command in _commands.Reader.ReadAllAsync(cancellationToken))
        {
            await ReplicateAsync(command.Block!, command.Sources, cancellationToken);
            news.Tell();
        }
    }

    private static Uri AddressOf(WorkerLocation source, long blockId) => new UriBuilder(
        Uri.UriSchemeHttp, source.Address, source.Ports.Data, Routes.WorkerBlock(blockId)).Uri;

    private async Task ReplicateAsync(
        BlockInfo block,
        IReadOnlyList<WorkerLocation> sources,
        CancellationToken cancellationToken)
    {
        if (store.ReportAgain(block))
        {
            return;
        }

        var reason = "the master named no worker to copy it from";
        foreach (var source in sources)
        {
            try
            {
                await CopyAsync(block, source, cancellationToken);
                return;
            }
            catch (Exception exception) when (IsPeersOrRamdisks(exception, cancellationToken))
            {
                reason = $"{source.Name}: {exception.Message}";
                Log.ReplicationFailed(logger, block.Id, source.Name, exception.Message);
            }
        }

        store.Fail(new ReplicationFailure(block.Id, reason));
    }

    private async Task CopyAsync(BlockInfo block, WorkerLocation source, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(CopyDeadline);
        using var response = await http.GetAsync(
            AddressOf(source, block.Id), HttpCompletionOption.ResponseHeadersRead, deadline.Token);
        if (!response.IsSuccessStatusCode)
        {
            throw new HttpRequestException(
                string.Create(CultureInfo.InvariantCulture, $"it answered with status {(int)response.StatusCode}"));
        }

        await using var body = await response.Content.ReadAsStreamAsync(deadline.Token);
        using var writer = store.Receive(block.Id, block.Length);
        await writer.WriteAsync(body, block.Checksum, deadline.Token);
    }

    private static bool IsPeersOrRamdisks(Exception exception, CancellationToken cancellationToken) => exception
        is HttpRequestException or IOException or RamdiskFullException or BlockRefusedException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);
}

using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ScaleSim.Simulator.Keeper;

namespace ScaleSim.Simulator.Tests.Keeper;

/// <summary>Listens at a keeper's socket, remembers what it is asked and agrees to all.</summary>
internal sealed class StubKeeper : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public StubKeeper(string path)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _serving = ServeAsync();
    }

    /// <value>What all are answered.</value>
    public KeeperReply Reply { get; init; } = new();

    public ConcurrentQueue<KeeperRequest> Requests { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                await using NetworkStream stream = new(await _listener.AcceptAsync(_stop.Token), ownsSocket: true);
                using StreamReader reader = new(stream, Encoding.UTF8);
                await using StreamWriter writer = new(stream, new UTF8Encoding(false)) { NewLine = "\n" };
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    Requests.Enqueue(
                        JsonSerializer.Deserialize(line, KeeperJsonContext.Default.KeeperRequest)!);
                    await writer.WriteLineAsync(
                        JsonSerializer.Serialize(Reply, KeeperJsonContext.Default.KeeperReply));
                    await writer.FlushAsync(_stop.Token);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}

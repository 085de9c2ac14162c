using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ScaleSim.Simulator.Keeper;

/// <summary>A command's connection to a cluster's keeper. After Hold, its end is what the keeper acts upon.</summary>
internal sealed class KeeperClient : IDisposable
{
    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(90);

    private readonly Socket _socket;
    private readonly StreamReader _reader;
    private readonly KeeperLines _lines;
    private readonly StreamWriter _writer;
    private readonly SemaphoreSlim _turn = new(1);

    // Answers that are still to come, those included for which nobody waits any more.
    private int _owed;

    private KeeperClient(Socket socket)
    {
        _socket = socket;
        var stream = new NetworkStream(socket, ownsSocket: true);
        _reader = new StreamReader(stream, Encoding.UTF8);
        _lines = new KeeperLines(_reader);
        _writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
    }

    /// <exception cref="KeeperException">Nobody listens at the socket, or not for this user.</exception>
    public static async Task<KeeperClient> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new KeeperClient(socket);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new KeeperException(
                $"The cluster's keeper does not answer at {path}: {exception.Message}. What it kept (the master, the "
                + "watch on deaths) is unmanaged; 'scalesim down' still removes the containers.",
                exception);
        }
    }

    /// <summary>
    /// Asks and waits for the answer, at most 90 s and the request's own patience. A request whose answer is not waited
    /// for is given up when the next one comes.
    /// </summary>
    /// <exception cref="KeeperException">The keeper refused, failed, or ended.</exception>
    public async Task<KeeperReply> AskAsync(KeeperRequest request, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            deadline.CancelAfter(request.Patience is { } patience
                ? ReplyTimeout + patience
                : Timeout.InfiniteTimeSpan);
            string line = JsonSerializer.Serialize(request, KeeperJsonContext.Default.KeeperRequest);
            // Whole: half a request can't be taken back.
            await _writer.WriteLineAsync(line.AsMemory(), CancellationToken.None);
            _owed++;
            string? answer = await LastAnswerAsync(deadline.Token);
            KeeperReply reply = answer is null
                ? throw Gone(request, null)
                : JsonSerializer.Deserialize(answer, KeeperJsonContext.Default.KeeperReply)!;
            return reply.Error is null ? reply : throw new KeeperException(reply.Error);
        }
        catch (IOException exception)
        {
            throw Gone(request, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new KeeperException(
                $"The cluster's keeper did not answer '{request.Verb}' in time. It may "
                + "be stopped or starved; see its log beside its socket.",
                exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _reader.Dispose();
        _socket.Dispose();
        _turn.Dispose();
    }

    /// <returns>The last request's answer, after those that nobody has waited for; null where it is gone.</returns>
    private async Task<string?> LastAnswerAsync(CancellationToken cancellationToken)
    {
        string? answer;
        do
        {
            answer = await _lines.ReadAsync(cancellationToken);
            _owed--;
        }
        while (answer is not null && _owed > 0);
        return answer;
    }

    private static KeeperException Gone(KeeperRequest request, Exception? cause) => new(
        $"The cluster's keeper ended while it was asked to '{request.Verb}': its socket closed. "
        + "Remove the cluster with 'scalesim down' and start it again.",
        cause);
}

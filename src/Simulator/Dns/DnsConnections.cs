using System.Buffers;
using System.Buffers.Binary;
using System.Net.Sockets;

namespace ScaleSim.Simulator.Dns;

/// <summary>
/// Answers over TCP (RFC 7766): each message has its length in two bytes before it, and a connection may bring many.
/// </summary>
internal sealed class DnsConnections(DnsResponder responder, Socket listener, DnsServerOptions options)
{
    private const int LengthBytes = sizeof(ushort);

    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(20);

    private int _open;

    /// <summary>Takes connections until cancelled; returns once the last of them has ended.</summary>
    public async Task AcceptAsync(CancellationToken cancellationToken)
    {
        HashSet<Task> serving = [];
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                Socket connection = await listener.AcceptAsync(cancellationToken);
                serving.RemoveWhere(task => task.IsCompleted);
                if (Volatile.Read(ref _open) >= options.ConnectionsMax)
                {
                    connection.Dispose();
                    continue;
                }

                Interlocked.Increment(ref _open);
                // On a thread of its own: an asker that never pauses must not keep the next one from being taken.
                serving.Add(Task.Run(() => ServeAsync(connection, cancellationToken), CancellationToken.None));
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException)
            {
                // An asker that went before it was taken, or no file descriptor left: this must not spin.
                await Task.Delay(PauseAfterError, CancellationToken.None);
            }
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(Socket connection, CancellationToken cancellationToken)
    {
        byte[] query = ArrayPool<byte>.Shared.Rent(DnsServer.QueryMax);
        byte[] reply = ArrayPool<byte>.Shared.Rent(LengthBytes + ushort.MaxValue);
        try
        {
            connection.NoDelay = true;
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            do
            {
                deadline.CancelAfter(options.IdleTimeout);
            }
            while (await AnswerNextAsync(stream, query, reply, deadline.Token));
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // The asker has gone, or is too slow: it asks again if it wants to know.
        }
        finally
        {
            connection.Dispose();
            ArrayPool<byte>.Shared.Return(query);
            ArrayPool<byte>.Shared.Return(reply);
            Interlocked.Decrement(ref _open);
        }
    }

    /// <returns>False where the connection is to be closed: what came is no query.</returns>
    private async Task<bool> AnswerNextAsync(
        NetworkStream stream, byte[] query, byte[] reply, CancellationToken cancellationToken)
    {
        await stream.ReadExactlyAsync(query.AsMemory(0, LengthBytes), cancellationToken);
        int length = BinaryPrimitives.ReadUInt16BigEndian(query);
        if (length is < DnsQuery.HeaderLength or > DnsServer.QueryMax)
        {
            return false;
        }

        await stream.ReadExactlyAsync(query.AsMemory(0, length), cancellationToken);
        int answered = responder.Answer(
            query.AsSpan(0, length), reply.AsSpan(LengthBytes, ushort.MaxValue), isStream: true);
        BinaryPrimitives.WriteUInt16BigEndian(reply, (ushort)answered);
        await stream.WriteAsync(reply.AsMemory(0, answered == 0 ? 0 : LengthBytes + answered), cancellationToken);
        return answered > 0;
    }
}

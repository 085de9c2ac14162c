using System.Net;
using System.Net.Sockets;

namespace ScaleSim.Simulator.Dns;

/// <summary>Answers over UDP and TCP until it is disposed.</summary>
internal sealed class DnsServer : IAsyncDisposable
{
    // No query has more: a name, and an OPT record with a few options.
    internal const int QueryMax = 4096;

    // A receiver that always has a packet waiting would never give its thread back.
    private const int PacketsInARow = 256;

    private static readonly TimeSpan PauseAfterError = TimeSpan.FromMilliseconds(20);

    private readonly DnsResponder _responder;
    private readonly DnsSockets _sockets;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _loops;

    /// <param name="sockets">Its own from now on.</param>
    public DnsServer(DnsResponder responder, DnsSockets sockets, DnsServerOptions options)
    {
        _responder = responder;
        _sockets = sockets;
        var connections = new DnsConnections(responder, sockets.Tcp, options);
        _loops =
        [
            .. Enumerable.Range(0, options.Receivers).Select(_ => Task.Run(() => ReceiveAsync(_stop.Token))),
            Task.Run(() => connections.AcceptAsync(_stop.Token)),
        ];
    }

    public IPEndPoint EndPoint => _sockets.EndPoint;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_loops);
        _sockets.Dispose();
        _stop.Dispose();
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        byte[] query = GC.AllocateUninitializedArray<byte>(QueryMax, pinned: true);
        byte[] reply = GC.AllocateUninitializedArray<byte>(DnsQuery.PayloadMax, pinned: true);
        // Filled again with each packet: an IPEndPoint would be a new object each time.
        var asker = new SocketAddress(AddressFamily.InterNetwork);
        for (int packets = 1; !cancellationToken.IsCancellationRequested; packets++)
        {
            try
            {
                int received = await _sockets.Udp.ReceiveFromAsync(query, SocketFlags.None, asker, cancellationToken);
                int length = _responder.Answer(query.AsSpan(0, received), reply, isStream: false);
                if (length > 0)
                {
                    await _sockets.Udp.SendToAsync(
                        reply.AsMemory(0, length), SocketFlags.None, asker, cancellationToken);
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // The answer to one asker could not be sent. Should the socket itself be broken, this must not spin.
                await Task.Delay(PauseAfterError, CancellationToken.None);
            }

            if (packets % PacketsInARow == 0)
            {
                await Task.Yield();
            }
        }
    }
}

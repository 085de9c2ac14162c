using System.Collections.Concurrent;
using System.Net.Sockets;

namespace ScaleSim.Docker.Tests.Api.Fakes;

/// <summary>Accepts connections and has each served, until it is disposed and the last one has ended.</summary>
internal sealed class AcceptedConnections : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Socket _listener;
    private readonly Func<Socket, CancellationToken, Task> _serve;
    private readonly Task _accepting;

    /// <param name="listener">Listens already; is disposed with this.</param>
    /// <param name="serve">Owns the socket, and returns when it is done or told to stop.</param>
    public AcceptedConnections(Socket listener, Func<Socket, CancellationToken, Task> serve)
    {
        _listener = listener;
        _serve = serve;
        _accepting = AcceptAsync();
    }

    /// <value>How many there were so far.</value>
    public int Count => _connections.Count;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections).WaitAsync(TimeSpan.FromSeconds(30));
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket accepted = await _listener.AcceptAsync(_stop.Token);
                _connections.Add(Task.Run(() => _serve(accepted, _stop.Token)));
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}

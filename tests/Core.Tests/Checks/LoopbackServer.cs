using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScaleSim.Core.Tests.Checks;

/// <summary>A server on a loopback address: accepts connections and answers each HTTP request by a function.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;
    private readonly Func<string, (int Status, string Body)> _answer;

    /// <param name="answer">From a path to a status and a body.</param>
    public LoopbackServer(
        Func<string, (int Status, string Body)>? answer = null, IPAddress? address = null, int port = 0)
    {
        _answer = answer ?? (_ => (200, "ok"));
        _listener = new TcpListener(address ?? IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Requests { get; private set; }

    /// <summary>A port of this address at which nobody listened a moment ago.</summary>
    public static int ClosedPort(IPAddress? address = null)
    {
        using var listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // Disposed; a stopped listener has several ways of saying so.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);

                // GET /health HTTP/1.1
                string? first = await reader.ReadLineAsync(_stop.Token);
                while (first is not null && await reader.ReadLineAsync(_stop.Token) is { Length: > 0 })
                {
                }

                if (first is not null)
                {
                    Requests++;
                    (int status, string body) = _answer(first.Split(' ')[1]);
                    byte[] bytes = Encoding.UTF8.GetBytes(
                        $"HTTP/1.1 {status} -\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
                        + $"Connection: close\r\n\r\n{body}");
                    await client.GetStream().WriteAsync(bytes, _stop.Token);
                }
            }
            catch (Exception exception) when (exception is IOException || _stop.IsCancellationRequested)
            {
                // A client that went away, or the end of the test.
            }
        }
    }
}

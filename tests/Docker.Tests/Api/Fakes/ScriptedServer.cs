using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ScaleSim.Docker.Api;

namespace ScaleSim.Docker.Tests.Api.Fakes;

/// <summary>
/// An Engine that answers what a test tells it to, byte for byte, on a unix socket or a loopback port. Pings are
/// answered with <see cref="ApiVersion"/> unless the script takes them over.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Func<ScriptedExchange, Task> _script;
    private readonly AcceptedConnections _connections;
    private int _pings;

    public ScriptedServer(Func<ScriptedExchange, Task> script, bool tcp = false)
    {
        _script = script;
        Socket listener = tcp
            ? new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(
            tcp ? new IPEndPoint(IPAddress.Loopback, 0) : new UnixDomainSocketEndPoint(_directory.File("d.sock")));
        listener.Listen(128);
        Endpoint = tcp
            ? DockerEndpoint.Tcp("127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port, "test")
            : DockerEndpoint.Unix(_directory.File("d.sock"), "test");
        _connections = new AcceptedConnections(listener, ServeAsync);
    }

    public DockerEndpoint Endpoint { get; }

    /// <summary>What pings announce; null announces nothing.</summary>
    public string? ApiVersion { get; set; } = "1.41";

    /// <summary>Whether the script answers pings, too.</summary>
    public bool ScriptsPing { get; init; }

    /// <summary>Every request but pings, in the order of arrival.</summary>
    public ConcurrentQueue<ScriptedRequest> Requests { get; } = [];

    public int Pings => Volatile.Read(ref _pings);

    /// <summary>Connections accepted so far.</summary>
    public int Connections => _connections.Count;

    /// <summary>The path of its unix socket.</summary>
    public string SocketPath => Endpoint.SocketPath;

    public Task<DockerClient> ConnectAsync(DockerClientOptions? options = null) =>
        DockerClient.ConnectAsync(Endpoint, options ?? new DockerClientOptions(), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await _connections.DisposeAsync();
        _directory.Dispose();
    }

    private async Task ServeAsync(Socket socket, CancellationToken stop)
    {
        await using var connection = new NetworkStream(socket, ownsSocket: true);
        var wire = new HttpWire(connection);
        try
        {
            while (await wire.ReadHeadAsync(stop) is { } request)
            {
                var exchange = new ScriptedExchange(request, wire, connection, stop);
                await AnswerAsync(exchange);
                await exchange.FinishAsync();
                if (exchange.IsClosed)
                {
                    return;
                }
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or IOException or SocketException or InvalidDataException)
        {
            // The client or the test is done with this connection, or it speaks no HTTP.
        }
    }

    private async Task AnswerAsync(ScriptedExchange exchange)
    {
        if (exchange.Request.Path == "/_ping")
        {
            Interlocked.Increment(ref _pings);
        }

        if (exchange.Request.Path == "/_ping" && !ScriptsPing)
        {
            await exchange.AnswerAsync(200, "OK", ApiVersion is null ? "" : $"Api-Version: {ApiVersion}\r\n");
            return;
        }

        Requests.Enqueue(exchange.Request);
        await _script(exchange);
    }
}

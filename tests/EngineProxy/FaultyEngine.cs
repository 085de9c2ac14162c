using System.Collections.Concurrent;
using System.Net.Sockets;

namespace ScaleSim.EngineProxy;

/// <summary>
/// A unix socket in front of an Engine's, on which calls go wrong by a plan. What was made to go wrong is counted, so
/// that a test can show that it has met something.
/// </summary>
public sealed class FaultyEngine : IAsyncDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ss-proxy-");
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _engine;
    private readonly FaultDice _dice;
    private readonly Task _accepting;

    /// <param name="engine">The path of the Engine's socket.</param>
    public FaultyEngine(string engine, FaultPlan plan)
    {
        _engine = engine;
        _dice = new FaultDice(plan);
        SocketPath = Path.Combine(_directory.FullName, "docker.sock");
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen(128);
        _accepting = AcceptAsync();
    }

    public string SocketPath { get; }

    /// <value>For the environment variable DOCKER_HOST.</value>
    public string DockerHost => $"unix://{SocketPath}";

    /// <value>What went wrong so far, in order.</value>
    public IReadOnlyList<string> Log => _dice.Log;

    /// <summary>How often something has gone wrong so far.</summary>
    public int CountOf(EngineFault fault) => _dice.CountOf(fault);

    /// <summary>The socket of the Engine that the docker command of this environment talks to.</summary>
    /// <exception cref="InvalidOperationException">It is not reached through a unix socket.</exception>
    public static string EngineSocket()
    {
        string host = Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } chosen
            ? chosen
            : "unix:///var/run/docker.sock";
        return host.StartsWith("unix://", StringComparison.Ordinal)
            ? host["unix://".Length..]
            : throw new InvalidOperationException(
                $"DOCKER_HOST is {host}; the proxy stands in front of a unix socket. Set it to one.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections.Keys).WaitAsync(TimeSpan.FromSeconds(30));
        _stop.Dispose();
        _directory.Delete(recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Task serving = ServeAsync(await _listener.AcceptAsync(_stop.Token));
                _connections[serving] = true;
                _ = serving.ContinueWith(
                    done => _connections.TryRemove(done, out bool _),
                    CancellationToken.None,
                    TaskContinuationOptions.None,
                    TaskScheduler.Default);
            }
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy has ended.
        }
    }

    private async Task ServeAsync(Socket accepted)
    {
        await Task.Yield();
        await using var client = new NetworkStream(accepted, ownsSocket: true);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_engine), _stop.Token);
            await using var engine = new NetworkStream(socket);
            await new ProxyConnection(client, engine, _dice).ServeAsync(_stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException
            or InvalidDataException or InvalidOperationException)
        {
            // Either side is done, or was cut.
        }
    }
}

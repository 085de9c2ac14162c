using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Endpoints;

namespace ScaleSim.Docker.Tests.Api.Fakes;

/// <summary>
/// A loopback TCP port in front of an Engine's unix socket, with mutual TLS if certificates are given, so that a whole
/// real Engine can be reached over <c>tcp://</c> without touching its configuration.
/// </summary>
internal sealed class SocketProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _socketPath;
    private readonly TestCertificates? _certificates;
    private readonly Task _accepting;

    public SocketProxy(string socketPath, TestCertificates? certificates = null)
    {
        _socketPath = socketPath;
        _certificates = certificates;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public DockerEndpoint Endpoint(DockerTls? tls = null) => DockerEndpoint.Tcp(
        "127.0.0.1", Port, "test", tls ?? _certificates?.Tls);

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
                _connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
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
        try
        {
            accepted.NoDelay = true;
            await using var plain = new NetworkStream(accepted, ownsSocket: true);
            await using var outside = await SecureAsync(plain);
            using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await engine.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath), _stop.Token);
            await using var inside = new NetworkStream(engine);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            var up = outside.CopyToAsync(inside, either.Token);
            var down = inside.CopyToAsync(outside, either.Token);
            await Task.WhenAny(up, down);
            await either.CancelAsync();
            await Task.WhenAll(up, down);
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or IOException or SocketException or AuthenticationException)
        {
            // Either side is done, or was refused.
        }
    }

    private async Task<Stream> SecureAsync(Stream plain)
    {
        if (_certificates is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = _certificates.Server,
                ClientCertificateRequired = true,
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is X509Certificate2 client && _certificates.Signed(client),
            },
            _stop.Token);
        return secure;
    }
}

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
    private readonly string _socketPath;
    private readonly TestCertificates? _certificates;
    private readonly AcceptedConnections _connections;

    public SocketProxy(string socketPath, TestCertificates? certificates = null)
    {
        _socketPath = socketPath;
        _certificates = certificates;
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(128);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        _connections = new AcceptedConnections(listener, ServeAsync);
    }

    public int Port { get; }

    public DockerEndpoint Endpoint(DockerTls? tls = null) => DockerEndpoint.Tcp(
        "127.0.0.1", Port, "test", tls ?? _certificates?.Tls);

    public ValueTask DisposeAsync() => _connections.DisposeAsync();

    private async Task ServeAsync(Socket accepted, CancellationToken stop)
    {
        try
        {
            accepted.NoDelay = true;
            await using var plain = new NetworkStream(accepted, ownsSocket: true);
            await using var outside = await SecureAsync(plain, stop);
            using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await engine.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath), stop);
            await using var inside = new NetworkStream(engine);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
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

    private async Task<Stream> SecureAsync(Stream plain, CancellationToken stop)
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
            stop);
        return secure;
    }
}

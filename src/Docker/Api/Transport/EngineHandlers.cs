using System.Net.Security;
using System.Net.Sockets;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>Makes the HTTP handlers that speak to one endpoint: unix socket, TCP, TCP with TLS.</summary>
internal sealed class EngineHandlers : IDisposable
{
    private const int KeepAliveSeconds = 30;
    private readonly DockerEndpoint _endpoint;
    private readonly DockerClientOptions _options;
    private readonly EngineCertificates? _certificates;

    public EngineHandlers(DockerEndpoint endpoint, DockerClientOptions options)
    {
        _endpoint = endpoint;
        _options = options;
        _certificates = endpoint.Tls is { } tls ? EngineCertificates.Load(tls, endpoint) : null;
    }

    /// <summary>Where requests go; over a unix socket the host is a mere word.</summary>
    public Uri BaseAddress => _endpoint.IsLocal
        ? new Uri("http://docker/")
        : new UriBuilder(_endpoint.Uri)
        {
            Scheme = _endpoint.Tls is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps,
            Path = $"{_endpoint.Uri.AbsolutePath.TrimEnd('/')}/",
        }.Uri;

    public SocketsHttpHandler Create(int connectionsMax)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            ConnectTimeout = _options.ConnectTimeout,
            MaxConnectionsPerServer = connectionsMax,
            PooledConnectionIdleTimeout = _options.IdleConnectionTimeout,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
        if (_certificates is not null)
        {
            handler.SslOptions = _certificates.ClientOptions();
        }

        return handler;
    }

    public void Dispose() => _certificates?.Dispose();

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = _endpoint.IsLocal
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (_endpoint.IsLocal)
            {
                var path = new UnixDomainSocketEndPoint(_endpoint.SocketPath);
                await socket.ConnectAsync(path, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                KeepAlive(socket);
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            }

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// An event stream may be silent for hours; without probes, a peer that vanished would never be missed.
    /// </summary>
    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
    }
}

using System.Text;

namespace ScaleSim.Docker.Api.Endpoints;

/// <summary>
/// Reads an address of an Engine as the <c>docker</c> command does: <c>unix:///path</c>, <c>unix://</c> (the default
/// socket), <c>tcp://host:port</c>, <c>tcp://host</c> (2375, with TLS 2376), <c>tcp://:port</c> and <c>host:port</c>.
/// </summary>
internal static class DockerHostParser
{
    private const int PlainPort = 2375;
    private const int TlsPort = 2376;
    private const string DefaultSocket = $"DOCKER_HOST=unix://{DockerEndpointResolver.DefaultSocketPath}";
    private const string Forms = "unix:///var/run/docker.sock or tcp://host:2375";

    /// <summary>A socket's path must fit the kernel's <c>sun_path</c>: 108 bytes with the closing zero.</summary>
    private const int SocketPathBytesMax = 107;

    /// <param name="tls">Finds the TLS material; asked for TCP only, so that a socket needs none.</param>
    /// <exception cref="DockerUnavailableException">The address is malformed or not supported.</exception>
    public static DockerEndpoint Parse(string host, string source, Func<DockerTls?> tls)
    {
        var separator = host.IndexOf("://", StringComparison.Ordinal);
        var scheme = separator < 0 ? "" : host[..separator];
        var rest = separator < 0 ? host : host[(separator + 3)..];
        return scheme switch
        {
            DockerEndpoint.UnixScheme => Unix(rest, source),
            DockerEndpoint.TcpScheme => Tcp(rest, host, source, tls),
            "" when rest.StartsWith('/') => throw Refuse(
                host, source, "a socket's path needs its scheme", $"Write unix://{rest}."),
            "" => Tcp(rest, host, source, tls),
            "ssh" => throw Refuse(host, source, "Engines over SSH are not supported yet", SshRemedy(rest, source)),
            "npipe" => throw Refuse(
                host, source, "named pipes are Windows only", $"Run inside WSL, with {DefaultSocket}."),
            _ => throw Refuse(host, source, $"the scheme {scheme} is unknown", $"Write {Forms}."),
        };
    }

    private static DockerEndpoint Unix(string path, string source)
    {
        var socketPath = path.Length == 0 ? DockerEndpointResolver.DefaultSocketPath : Path.GetFullPath(path);
        var bytes = Encoding.UTF8.GetByteCount(socketPath);
        return bytes <= SocketPathBytesMax
            ? DockerEndpoint.Unix(socketPath, source)
            : throw Refuse(
                $"unix://{socketPath}",
                source,
                $"the path has {bytes} bytes and the kernel allows {SocketPathBytesMax}",
                "Make a shorter symbolic link to the socket and name that.");
    }

    private static DockerEndpoint Tcp(string address, string host, string source, Func<DockerTls?> findTls)
    {
        var authority = address.StartsWith(':') ? $"localhost{address}" : address;
        if (!Uri.TryCreate($"{DockerEndpoint.TcpScheme}://{authority}", UriKind.Absolute, out var uri)
            || uri.Host.Length == 0)
        {
            throw Refuse(host, source, "it is no host and port (1 to 65535)", $"Write {Forms}.");
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw Refuse(host, source, "an Engine's address has no user, query or fragment", $"Write {Forms}.");
        }

        var tls = findTls();
        var port = uri.Port > 0 ? uri.Port : tls is null ? PlainPort : TlsPort;
        return new DockerEndpoint(new UriBuilder(uri) { Port = port }.Uri, source) { Tls = tls };
    }

    private static string SshRemedy(string rest, string source) =>
        $"Forward the socket (ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock {rest}) and set "
        + (source == DockerEndpointResolver.HostVariable ? "" : "the environment variable ")
        + "DOCKER_HOST=unix:///tmp/docker.sock.";

    private static DockerUnavailableException Refuse(string host, string source, string why, string remedy) =>
        new($"The Docker Engine's address {host} ({source}) can't be used: {why}. {remedy}");
}

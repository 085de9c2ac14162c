using ScaleSim.Docker.Api.Endpoints;

namespace ScaleSim.Docker.Api;

/// <summary>Where an Engine listens.</summary>
/// <param name="Uri"><c>unix:///path/to/socket</c> or <c>tcp://host:port</c>.</param>
/// <param name="Source">What named it, for messages: <c>DOCKER_HOST</c>, <c>context "x"</c> or <c>default</c>.</param>
internal sealed record DockerEndpoint(Uri Uri, string Source)
{
    public const string UnixScheme = "unix";
    public const string TcpScheme = "tcp";

    /// <summary>Null for a plain connection.</summary>
    public DockerTls? Tls { get; init; }

    /// <summary>
    /// Whether the Engine is reached through a socket of this machine, and so runs on it (or in its Docker Desktop).
    /// </summary>
    public bool IsLocal => Uri.Scheme == UnixScheme;

    /// <summary>The path of a unix socket.</summary>
    public string SocketPath => IsLocal
        ? Uri.UnescapeDataString(Uri.AbsolutePath)
        : throw new InvalidOperationException($"{Uri} is not a unix socket.");

    /// <summary>An endpoint on a unix socket of this machine.</summary>
    public static DockerEndpoint Unix(string socketPath, string source)
    {
        ArgumentException.ThrowIfNullOrEmpty(socketPath);
        var escaped = string.Join('/', Path.GetFullPath(socketPath).Split('/').Select(Uri.EscapeDataString));
        return new DockerEndpoint(new Uri($"{UnixScheme}://{escaped}"), source);
    }

    /// <summary>An endpoint on TCP.</summary>
    public static DockerEndpoint Tcp(string host, int port, string source, DockerTls? tls = null) =>
        new(new UriBuilder(TcpScheme, host, port).Uri, source) { Tls = tls };

    /// <summary>Such as <c>unix:///var/run/docker.sock (default)</c>.</summary>
    public override string ToString() =>
        IsLocal ? $"{UnixScheme}://{SocketPath} ({Source})" : $"{Uri.ToString().TrimEnd('/')} ({Source})";
}

using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>
/// Turns what the HTTP stack throws into the client's own exceptions, which say whether the call may have happened.
/// </summary>
internal sealed class EngineFailures
{
    private readonly DockerEndpoint _endpoint;
    private readonly TimeSpan _connectTimeout;

    public EngineFailures(DockerEndpoint endpoint, TimeSpan connectTimeout)
    {
        _endpoint = endpoint;
        _connectTimeout = connectTimeout;
    }

    /// <summary>Null where the exception is none of the transport's, or is the caller's own cancellation.</summary>
    public Exception? Translate(
        Exception exception, EngineRequest request, RequestDeadline deadline) => exception switch
    {
        HttpRequestException or IOException or SocketException when deadline.IsCancelledByCaller =>
            new OperationCanceledException(exception.Message, exception),
        OperationCanceledException when deadline.HasPassed => TimedOut(exception, request, deadline.Timeout),
        OperationCanceledException when exception.InnerException is TimeoutException && !deadline.IsCancelledByCaller =>
            Unreachable($"there was no connection within {_connectTimeout.TotalSeconds:0.###} s", exception),
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
        } => Unreachable(WhyNoConnection(exception), exception),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            Unreachable(WhyNoTls(exception), exception),
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } =>
            new DockerProtocolException(
                $"What answers at {_endpoint} to {request} does not speak HTTP: {exception.Message}", exception),
        HttpRequestException or IOException or SocketException => Cut(exception, request),
        JsonException => new DockerProtocolException(
            $"The Docker Engine at {_endpoint} answered {request} with JSON that can't be read: {exception.Message}",
            exception),
        _ => null,
    };

    public DockerUnavailableException NoEngine(DockerClientException cause) => cause switch
    {
        DockerUnavailableException already => already,
        DockerTimeoutException timeout => Unreachable(
            $"its ping took longer than {timeout.Deadline.TotalSeconds:0.###} s", timeout),
        DockerConnectionException { InnerException: { } cut } => Unreachable(
            $"the connection broke: {Root(cut)}", cause),
        DockerApiException refusal => Unreachable(
            $"its ping was answered with {(int)refusal.StatusCode} {refusal.StatusCode}", refusal),
        _ => Unreachable("what answers there does not speak the Engine API", cause),
    };

    public DockerUnavailableException Unreachable(string why, Exception? cause) => new(
        $"No Docker Engine answers at {_endpoint}: {why}. {Remedy()}", cause);

    public DockerConnectionException Cut(Exception? cause, EngineRequest request) => new(
        $"The connection to the Docker Engine at {_endpoint} broke during {request}: {Root(cause)}. "
        + "The Engine may or may not have carried it out; look at its log (journalctl -u docker).",
        cause);

    private DockerTimeoutException TimedOut(Exception exception, EngineRequest request, TimeSpan timeout) => new(
        $"The Docker Engine at {_endpoint} did not answer {request} within {timeout.TotalSeconds:0.###} s. "
        + "It is overloaded or stuck, and may still carry the call out. "
        + "Lower --concurrency, or look at its log (journalctl -u docker).",
        timeout,
        exception);

    private string Remedy() => _endpoint.IsLocal
        ? "Start one (sudo systemctl start docker, or sudo dockerd), "
            + "or set DOCKER_HOST or DOCKER_CONTEXT to one that runs."
        : "Check the address, the firewall and that dockerd there listens on it (dockerd -H), "
            + "or set DOCKER_HOST to another.";

    private static string WhyNoConnection(
        Exception exception) => Find<SocketException>(exception)?.SocketErrorCode switch
    {
        SocketError.AccessDenied =>
            "permission denied: this user may not use its socket (sudo usermod -aG docker $USER, then log in again)",
        SocketError.AddressNotAvailable => "there is no such socket",
        SocketError.ConnectionRefused => "connection refused: nothing listens there",
        SocketError.HostNotFound or SocketError.NoData => "the host name does not resolve",
        SocketError.TimedOut => "the connection attempt timed out",
        _ => Root(exception),
    };

    private static string WhyNoTls(Exception exception) => Find<AuthenticationException>(exception) is { } refused
        ? $"the TLS handshake failed: {refused.Message}"
        : $"the TLS handshake failed: {Root(exception)}";

    private static string Root(Exception? exception) =>
        exception?.GetBaseException().Message.TrimEnd('.') ?? "the answer ended early";

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }
}

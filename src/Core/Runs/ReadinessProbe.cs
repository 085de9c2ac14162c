using System.Net;
using System.Net.Sockets;

namespace ScaleSim.Core.Runs;

/// <summary>One look at one port from the host: does it accept, and does a path answer 200?</summary>
internal static class ReadinessProbe
{
    /// <returns>Null when the port answers, else why not: <c>Connection refused</c>, <c>HTTP 503</c>, ...</returns>
    /// <exception cref="OperationCanceledException">
    /// The caller cancelled; a timeout is a reason, not an exception.
    /// </exception>
    public static async Task<string?> TryAsync(
        HttpClient http, IPEndPoint endpoint, string? httpPath, TimeSpan timeout, TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return httpPath is null
                ? await ConnectAsync(endpoint, either.Token).ConfigureAwait(false)
                : await GetAsync(http, endpoint, httpPath, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"no answer in {timeout.TotalSeconds:0.#} s";
        }
        catch (SocketException exception)
        {
            return exception.Message;
        }
        catch (HttpRequestException exception)
        {
            return exception.InnerException is SocketException socket ? socket.Message : exception.Message;
        }
    }

    private static async Task<string?> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endpoint, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static async Task<string?> GetAsync(
        HttpClient http, IPEndPoint endpoint, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{endpoint}{path}");

        // A kept connection to each of a thousand workers is memory on both sides that nobody asks for again.
        request.Headers.ConnectionClose = true;
        using HttpResponseMessage response = await http
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.OK ? null : $"HTTP {(int)response.StatusCode} at {path}";
    }
}

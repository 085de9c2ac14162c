using System.Net.Sockets;

namespace ScaleSim.Core.Runs;

/// <summary>One look at one port from the host: does it accept, and does a path answer as expected?</summary>
public static class ReadinessProbe
{
    // A page that says whether its system is well is some lines.
    private const int BodyBytesMax = 1 << 20;

    /// <param name="look">What to ask over HTTP; null to connect and no more.</param>
    /// <returns>Null when the port answers, else why not: <c>Connection refused</c>, <c>HTTP 503</c>, ...</returns>
    /// <exception cref="OperationCanceledException">
    /// The caller cancelled; a timeout is a reason, not an exception.
    /// </exception>
    public static async Task<string?> TryAsync(
        HttpClient http, string host, int port, HttpLook? look, TimeSpan timeout, TimeProvider time,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(http);
        using var timer = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return look is null
                ? await ConnectAsync(host, port, either.Token).ConfigureAwait(false)
                : await GetAsync(http, new Uri($"http://{host}:{port}{look.Path}"), look, either.Token)
                    .ConfigureAwait(false);
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
        catch (IOException exception)
        {
            return exception.Message;
        }
    }

    private static async Task<string?> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(host, port, cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static async Task<string?> GetAsync(
        HttpClient http, Uri uri, HttpLook look, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);

        // A kept connection to each of a thousand workers is memory on both sides that nobody asks for again.
        request.Headers.ConnectionClose = true;
        using HttpResponseMessage response = await http
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if ((int)response.StatusCode != look.Status)
        {
            return $"HTTP {(int)response.StatusCode} at {look.Path}";
        }

        if (look.Body is not { } wanted)
        {
            return null;
        }

        await response.Content.LoadIntoBufferAsync(BodyBytesMax, cancellationToken).ConfigureAwait(false);
        string body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return body.Contains(wanted, StringComparison.Ordinal) ? null : $"no '{wanted}' in the answer at {look.Path}";
    }
}

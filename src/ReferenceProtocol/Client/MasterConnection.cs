using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ScaleSim.ReferenceProtocol.Errors;

namespace ScaleSim.ReferenceProtocol.Client;

/// <summary>Requests to the master: JSON out, JSON in, refusals as exceptions, and tries again where that is
/// safe.</summary>
internal sealed class MasterConnection(HttpClient http, Uri master, ReferenceClientOptions options)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Asks for something; tried again whatever happened to the answer.</summary>
    public Task<T> GetAsync<T>(string route, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, route, null, type, isRepeatable: true, cancellationToken);

    /// <summary>Asks for a change with an answer.</summary>
    /// <param name="method">POST or PUT.</param>
    /// <param name="route">The path and query.</param>
    /// <param name="body">The body, serialized.</param>
    /// <param name="type">The answer's type.</param>
    /// <param name="isRepeatable">True if making the change twice is the same as once.</param>
    /// <param name="cancellationToken">Ends the tries.</param>
    public async Task<T> SendAsync<T>(
        HttpMethod method,
        string route,
        byte[]? body,
        JsonTypeInfo<T> type,
        bool isRepeatable,
        CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, route, body, isRepeatable, cancellationToken)
            .ConfigureAwait(false);
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                return await JsonSerializer.DeserializeAsync(stream, type, cancellationToken).ConfigureAwait(false)
                    ?? throw new JsonException("It is null.");
            }
        }
        catch (JsonException exception)
        {
            throw new MasterUnavailableException($"The answer of {master} to {method} {route} is not the protocol's: "
                + $"{exception.Message} Another program listens there, or a master of another version. "
                + "Check the address.", exception);
        }
    }

    /// <summary>Asks for a change without an answer.</summary>
    public async Task ChangeAsync(
        HttpMethod method,
        string route,
        byte[]? body,
        bool isRepeatable,
        CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, route, body, isRepeatable, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string route,
        byte[]? body,
        bool isRepeatable,
        CancellationToken cancellationToken)
    {
        var clock = new RetryClock(options.RetryTime, options.Time);
        while (true)
        {
            ReferenceException failure;
            try
            {
                return await TryAsync(method, route, body, cancellationToken).ConfigureAwait(false);
            }
            catch (MasterUnavailableException exception)
            {
                failure = exception;
            }
            catch (HttpRequestException exception) when (isRepeatable || WasNeverSent(exception))
            {
                failure = Unavailable(method, route, exception);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutException)
            {
                throw Unavailable(method, route, exception);
            }

            if (!await clock.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                throw failure;
            }
        }
    }

    private async Task<HttpResponseMessage> TryAsync(
        HttpMethod method,
        string route,
        byte[]? body,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(master, route));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(options.RequestTime);
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"no answer within {options.RequestTime.TotalSeconds:0} s", exception);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool WasNeverSent(HttpRequestException exception) =>
        exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;

    private static async Task<ReferenceException> RefusalAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken)
    {
        var error = await ErrorReader.ReadAsync(response, cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.ServiceUnavailable
            ? new MasterUnavailableException(error.Message)
            : ReferenceException.Of(error);
    }

    private MasterUnavailableException Unavailable(HttpMethod method, string route, Exception cause) => new(
        $"The master {master} did not answer {method} {route}: {cause.Message}. It is away, or busy beyond measure. "
        + "See whether it runs, and what its /health says.",
        cause);
}

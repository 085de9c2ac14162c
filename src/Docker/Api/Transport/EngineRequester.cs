using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ScaleSim.Docker.Api.Transport;

/// <summary>
/// Sends calls to one Engine: pooled connections, the API version, deadlines, bounds, and failures as the client's own
/// exceptions. It tries no change twice, except where the Engine refused the version, and so did nothing.
/// </summary>
internal sealed class EngineRequester : IDisposable
{
    private readonly EngineHandlers _handlers;
    private readonly HttpClient _calls;
    private readonly HttpClient _streams;
    private readonly EngineFailures _failures;
    private readonly SemaphoreSlim _negotiation = new(1, 1);
    private Version _apiVersion = ApiVersions.Oldest;

    public EngineRequester(DockerEndpoint endpoint, DockerClientOptions options)
    {
        Endpoint = endpoint;
        Options = options;
        _failures = new EngineFailures(endpoint, options.ConnectTimeout);
        _handlers = new EngineHandlers(endpoint, options);
        _calls = Client(options.ConnectionsMax);
        _streams = Client(int.MaxValue);
    }

    public DockerEndpoint Endpoint { get; }

    public DockerClientOptions Options { get; }

    public Version ApiVersion => Volatile.Read(ref _apiVersion);

    /// <summary>Asks which version the Engine speaks and speaks it from now on.</summary>
    public async Task NegotiateAsync(CancellationToken cancellationToken)
    {
        var request = EngineRequest.Get("/_ping") with { IsUnversioned = true, Timeout = Options.PingTimeout };
        var announced = await CallAsync(
            request, static (response, _) => Task.FromResult(Announced(response)), cancellationToken)
            .ConfigureAwait(false);
        Volatile.Write(ref _apiVersion, ApiVersions.Choose(announced, Endpoint));
    }

    /// <summary>A call whose answer is its status: 304 says that nothing had to be done.</summary>
    public Task<HttpStatusCode> SendAsync(EngineRequest request, CancellationToken cancellationToken) =>
        CallAsync(request, static (response, _) => Task.FromResult(response.StatusCode), cancellationToken);

    /// <summary>A call whose answer is one JSON value.</summary>
    public Task<T> JsonAsync<T>(EngineRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        CallAsync(request, (response, token) => ReadJsonAsync(response, request, type, token), cancellationToken);

    /// <summary>A call that ends with its answer, all of it within the deadline.</summary>
    public Task<T> CallAsync<T>(
        EngineRequest request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken) =>
        request.Method == HttpMethod.Get
            ? Options.Reads.ExecuteAsync(
                async token => await CallOnceAsync(request, read, token).ConfigureAwait(false), cancellationToken)
                .AsTask()
            : CallOnceAsync(request, read, cancellationToken);

    /// <summary>
    /// A call whose answer lasts: the deadline holds for its headers, the rest is the caller's to cancel.
    /// </summary>
    public async Task<T> StreamAsync<T>(
        EngineRequest request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        using var deadline = Deadline(request, cancellationToken);
        try
        {
            using var response = await SendAsync(_streams, request, deadline.Token).ConfigureAwait(false);
            deadline.Lift();
            return await read(response, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (_failures.Translate(exception, request, deadline) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>
    /// A call whose answer reports progress: its deadline holds from one sign of life to the next, which
    /// <paramref name="read"/> passes on.
    /// </summary>
    public async Task ProgressAsync(
        EngineRequest request,
        Func<HttpResponseMessage, Action, CancellationToken, Task> read,
        CancellationToken cancellationToken)
    {
        using var deadline = Deadline(request, cancellationToken);
        try
        {
            using var response = await SendAsync(_streams, request, deadline.Token).ConfigureAwait(false);
            await read(response, deadline.Renew, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (_failures.Translate(exception, request, deadline) is { } failure)
        {
            throw failure;
        }
    }

    /// <summary>What stands in the way of a first connection, whatever it is.</summary>
    public DockerUnavailableException Unreachable(DockerClientException cause) => _failures.NoEngine(cause);

    /// <summary>The failure of a stream that ended where it should have gone on.</summary>
    public DockerConnectionException Cut(EngineRequest request) => _failures.Cut(null, request);

    /// <summary>A JSON array, of which only what <paramref name="choose"/> makes of each item is kept.</summary>
    /// <param name="choose">Null for an item that is left out.</param>
    public Task<IReadOnlyList<TChosen>> JsonItemsAsync<T, TChosen>(
        EngineRequest request,
        JsonTypeInfo<T> type,
        Func<T, TChosen?> choose,
        CancellationToken cancellationToken)
        where TChosen : class =>
        CallAsync<IReadOnlyList<TChosen>>(request, async (response, token) =>
        {
            var body = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
            using var bounded = new BoundedStream(body, Options.AnswerBytesMax);
            var chosen = new List<TChosen>();
            await foreach (var item in JsonSerializer.DeserializeAsyncEnumerable(bounded, type, token)
                .ConfigureAwait(false))
            {
                if (item is not null && choose(item) is { } kept)
                {
                    chosen.Add(kept);
                }
            }

            return chosen;
        }, cancellationToken);

    public async Task<T> ReadJsonAsync<T>(
        HttpResponseMessage response, EngineRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var bounded = new BoundedStream(body, Options.AnswerBytesMax);
        return await JsonSerializer.DeserializeAsync(bounded, type, cancellationToken).ConfigureAwait(false)
            ?? throw new DockerProtocolException($"The Docker Engine at {Endpoint} answered {request} with null.");
    }

    public void Dispose()
    {
        _calls.Dispose();
        _streams.Dispose();
        _handlers.Dispose();
        _negotiation.Dispose();
    }

    private async Task<T> CallOnceAsync<T>(
        EngineRequest request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken)
    {
        using var deadline = Deadline(request, cancellationToken);
        try
        {
            var client = request.Upload is null ? _calls : _streams;
            using var response = await SendAsync(client, request, deadline.Token).ConfigureAwait(false);
            return await read(response, deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (_failures.Translate(exception, request, deadline) is { } failure)
        {
            throw failure;
        }
    }

    private static string? Announced(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Api-Version", out var values) ? values.FirstOrDefault() : null;

    private HttpClient Client(int connectionsMax) => new(_handlers.Create(connectionsMax))
    {
        BaseAddress = _handlers.BaseAddress,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private RequestDeadline Deadline(EngineRequest request, CancellationToken cancellationToken)
    {
        var timeout = request.Timeout ?? (request.Upload is null ? Options.RequestTimeout : Options.UploadTimeout);
        return new RequestDeadline(timeout, Options.TimeProvider, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpClient client, EngineRequest request, CancellationToken cancellationToken)
    {
        var version = ApiVersion;
        try
        {
            return await SendOnceAsync(client, request, version, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerApiException refusal) when (!request.IsUnversioned && ApiVersions.IsRefused(refusal))
        {
            // The Engine was exchanged underneath for one that does not take the version agreed on.
            await RenegotiateAsync(version, refusal, cancellationToken).ConfigureAwait(false);
            if (request.Upload is not null)
            {
                throw;
            }

            return await SendOnceAsync(client, request, ApiVersion, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RenegotiateAsync(
        Version refused, DockerApiException refusal, CancellationToken cancellationToken)
    {
        await _negotiation.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (ApiVersion == refused)
            {
                await NegotiateAsync(cancellationToken).ConfigureAwait(false);
            }

            if (ApiVersion == refused)
            {
                throw ApiVersions.NoneInCommon(Endpoint, refusal);
            }
        }
        finally
        {
            _negotiation.Release();
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        HttpClient client, EngineRequest request, Version version, CancellationToken cancellationToken)
    {
        using var message = Message(request, version);
        var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if ((int)response.StatusCode < 300 || response.StatusCode == HttpStatusCode.NotModified)
        {
            return response;
        }

        using (response)
        {
            var body = await RefusalBody.ReadAsync(response, Options.ErrorBytesMax, cancellationToken)
                .ConfigureAwait(false);
            throw new DockerApiException(response.StatusCode, body, request.ToString());
        }
    }

    private static HttpRequestMessage Message(EngineRequest request, Version version)
    {
        var target = request.IsUnversioned ? request.Target() : $"/v{version}{request.Target()}";
        var message = new HttpRequestMessage(request.Method, new Uri(target.TrimStart('/'), UriKind.Relative));
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.Add(name, value);
        }

        if (request.Upload is { } write)
        {
            // The Engine may refuse an upload without reading it; then its answer must not drown in a broken pipe.
            message.Headers.ExpectContinue = true;
            message.Content = new UploadContent(write);
        }
        else if (request.Json is { } json)
        {
            message.Content = new ReadOnlyMemoryContent(json);
            message.Content.Headers.ContentType =
                new MediaTypeHeaderValue("application/json") { CharSet = Encoding.UTF8.WebName };
        }
        else if (request.Method != HttpMethod.Get)
        {
            // Where a connection breaks, HttpClient sends a request without content again by itself, a start too.
            message.Content = new ByteArrayContent([]);
        }

        return message;
    }
}

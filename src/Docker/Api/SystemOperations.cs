using System.Runtime.CompilerServices;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Api;

/// <summary>Calls about the Engine itself.</summary>
internal sealed class SystemOperations
{
    private readonly EngineRequester _engine;

    public SystemOperations(EngineRequester engine) => _engine = engine;

    public Task<PingResponse> PingAsync(CancellationToken cancellationToken)
    {
        var request = EngineRequest.Get("/_ping") with { IsUnversioned = true, Timeout = _engine.Options.PingTimeout };
        return _engine.CallAsync(request, static (response, _) => Task.FromResult(Read(response)), cancellationToken);
    }

    public Task<SystemInfoResponse> GetInfoAsync(CancellationToken cancellationToken) =>
        _engine.JsonAsync(EngineRequest.Get("/info"), DockerJsonContext.Default.SystemInfoResponse, cancellationToken);

    public Task<VersionResponse> GetVersionAsync(CancellationToken cancellationToken) =>
        _engine.JsonAsync(EngineRequest.Get("/version"), DockerJsonContext.Default.VersionResponse, cancellationToken);

    /// <summary>
    /// Follows the Engine's events. The enumeration ends normally only at <see
    /// cref="ContainerEventsParameters.Until"/>; else it ends with an exception, after which events may be missing:
    /// list what there is, and follow again.
    /// </summary>
    /// <exception cref="DockerConnectionException">The stream was cut, or the consumer fell too far behind.</exception>
    public async IAsyncEnumerable<Message> MonitorEventsAsync(
        ContainerEventsParameters parameters,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var subscription = await SubscribeEventsAsync(parameters, cancellationToken).ConfigureAwait(false);
        await using (subscription.ConfigureAwait(false))
        {
            await foreach (var message in subscription.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return message;
            }
        }
    }

    /// <summary>
    /// As <see cref="MonitorEventsAsync"/>, and returns once the Engine has accepted: what happens after that is in the
    /// stream, so a list made then misses nothing.
    /// </summary>
    public Task<EventSubscription> SubscribeEventsAsync(
        ContainerEventsParameters parameters, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var request = EngineRequest.Get(
            "/events",
            EngineQuery.Time("since", parameters.Since),
            EngineQuery.Time("until", parameters.Until),
            EngineQuery.Filters(parameters.Filters));
        return EventSubscription.OpenAsync(_engine, request, parameters.Until is not null, cancellationToken);
    }

    private static PingResponse Read(HttpResponseMessage response) => new()
    {
        APIVersion = Header(response, "Api-Version"),
        OSType = Header(response, "Ostype"),
        Server = Header(response, "Server"),
    };

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(' ', values) : "";
}

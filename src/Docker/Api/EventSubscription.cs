using System.Threading.Channels;
using ScaleSim.Docker.Api.Models;
using ScaleSim.Docker.Api.Transport;

namespace ScaleSim.Docker.Api;

/// <summary>
/// An open stream of events. A task of its own reads the connection, because an Engine drops events for a reader that
/// does not keep up and says nothing; a consumer that falls behind by more than the bound ends the subscription
/// instead.
/// </summary>
internal sealed class EventSubscription : IAsyncDisposable
{
    private readonly Channel<Message> _messages;
    private readonly CancellationTokenSource _stop;
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private EventSubscription(
        EngineRequester engine, EngineRequest request, bool hasEnd, CancellationToken cancellationToken)
    {
        _messages = Channel.CreateBounded<Message>(new BoundedChannelOptions(engine.Options.EventsWaitingMax)
        {
            SingleReader = true,
            SingleWriter = true,
            FullMode = BoundedChannelFullMode.Wait,
        });
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _reading = Task.Run(() => FollowAsync(engine, request, hasEnd), CancellationToken.None);
    }

    /// <param name="hasEnd">Whether the Engine may end the stream by itself.</param>
    /// <param name="cancellationToken">Ends the subscription, not just its opening.</param>
    public static async Task<EventSubscription> OpenAsync(
        EngineRequester engine, EngineRequest request, bool hasEnd, CancellationToken cancellationToken)
    {
        var subscription = new EventSubscription(engine, request, hasEnd, cancellationToken);
        try
        {
            await subscription._opened.Task.ConfigureAwait(false);
            return subscription;
        }
        catch
        {
            await subscription.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// The events in their order; may be enumerated once. Ends as <see cref="SystemOperations.MonitorEventsAsync"/>
    /// does.
    /// </summary>
    public IAsyncEnumerable<Message> ReadAllAsync(CancellationToken cancellationToken) =>
        _messages.Reader.ReadAllAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _reading.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task FollowAsync(EngineRequester engine, EngineRequest request, bool hasEnd)
    {
        Exception? failure = null;
        try
        {
            await engine.StreamAsync(
                request, (response, token) => PumpAsync(engine, request, response, token), _stop.Token)
                .ConfigureAwait(false);
            failure = hasEnd ? null : engine.Cut(request);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        if (failure is not null)
        {
            _opened.TrySetException(failure);
        }

        _messages.Writer.TryComplete(failure);
    }

    private async Task<bool> PumpAsync(
        EngineRequester engine,
        EngineRequest request,
        HttpResponseMessage response,
        CancellationToken cancellationToken)
    {
        _opened.TrySetResult();
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var lines = JsonLines.ReadAsync(
            body, DockerJsonContext.Default.Message, engine.Options.LineBytesMax, cancellationToken);
        await foreach (var message in lines.ConfigureAwait(false))
        {
            if (!_messages.Writer.TryWrite(message))
            {
                throw new DockerConnectionException(
                    $"The consumer of the events of the Docker Engine at {engine.Endpoint} fell behind by more than "
                    + $"{engine.Options.EventsWaitingMax} events. Nothing is lost that a list does not show: "
                    + $"list, and follow {request} again.");
            }
        }

        return true;
    }
}

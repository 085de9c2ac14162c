using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Clusters;

/// <summary>
/// Asks for what an Engine remembers of its events: the last 256 of all kinds (moby, daemon/events/events.go), of this
/// life of its own alone. Such an answer has an end, and nothing is dropped from it, as is from a stream.
/// </summary>
internal sealed class EventMemory(DockerClient client, EngineClock clock, TimeProvider time)
{
    /// <value>What it remembers at most, before any filter.</value>
    public const int EventsMax = 256;

    /// <value>
    /// An event gets its time a moment before it is remembered, and may come after one that is later. The Engine looks
    /// for those since a moment from its newest back, and stops at the first that is older: who wants one event asks
    /// for those since a while before it.
    /// </value>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="since">By the Engine's clock.</param>
    /// <param name="filters">As <see cref="ContainerEventsParameters.Filters"/>; null for all.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>What it remembers from then until now, in its order; null where it does not answer.</returns>
    public async Task<List<Message>?> TryReadAsync(
        DateTimeOffset since,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters,
        CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.Now;
        // An end that lies before the beginning is refused; one that has not come yet is waited for.
        DateTimeOffset atLeast = since + TimeSpan.FromMilliseconds(1);
        var parameters = new ContainerEventsParameters
        {
            Since = since, Until = now > atLeast ? now : atLeast, Filters = filters,
        };
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var remembered = new List<Message>();
        try
        {
            await foreach (Message message in client.System.MonitorEventsAsync(parameters, either.Token)
                .ConfigureAwait(false))
            {
                remembered.Add(message);
            }

            return remembered;
        }
        catch (Exception exception) when (exception is DockerClientException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}

using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ScaleSim.Docker.Engine;

/// <summary>Turns work that reports events from many tasks into one stream that a caller enumerates.</summary>
internal static class EventStream
{
    /// <summary>
    /// Runs <paramref name="work"/> while its events are enumerated. A caller that stops early cancels the work and
    /// waits for it, so that nothing goes on behind its back. The work's exception ends the stream.
    /// </summary>
    public static async IAsyncEnumerable<T> RunAsync<T>(
        Func<ChannelWriter<T>, CancellationToken, Task> work,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Channel<T> channel = Channel.CreateUnbounded<T>(
            new UnboundedChannelOptions { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task producer = ProduceAsync(work, channel.Writer, stop.Token);
        try
        {
            await foreach (T item in channel.Reader.ReadAllAsync(CancellationToken.None)
                .ConfigureAwait(false))
            {
                yield return item;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await producer.ConfigureAwait(false);
        }
    }

    private static async Task ProduceAsync<T>(
        Func<ChannelWriter<T>, CancellationToken, Task> work,
        ChannelWriter<T> writer,
        CancellationToken cancellationToken)
    {
        try
        {
            await work(writer, cancellationToken).ConfigureAwait(false);
            writer.Complete();
        }
#pragma warning disable CA1031 // The exception is not swallowed: it reaches the caller through the channel.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            writer.Complete(exception);
        }
    }
}

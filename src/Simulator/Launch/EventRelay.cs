using System.Threading.Channels;
using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Launch;

/// <summary>
/// Hands an engine's events to two who hear of them: one who takes each at once, and one who looks into them, in the
/// same order, for as long as that takes. A log that is slow to read then holds up nobody who waits for the engine.
/// </summary>
internal static class EventRelay
{
    /// <summary>Until the stream ends, and what has come by then is looked into; with the first exception.</summary>
    /// <param name="follow">Begins the stream, whose end by cancellation is one of the whole.</param>
    /// <param name="take">Must return at once.</param>
    /// <param name="lookInto">Gets what the first one made of each event.</param>
    public static async Task RunAsync<T>(
        Func<CancellationToken, IAsyncEnumerable<EngineEvent>> follow,
        Func<EngineEvent, T> take,
        Func<T, Task> lookInto,
        CancellationToken cancellationToken)
    {
        // Unbounded, as an engine's own stream is: nobody may hold up those who take at once.
        Channel<T> taken = Channel.CreateUnbounded<T>(
            new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task looking = LookAsync(taken.Reader, lookInto, stop);
        try
        {
            await foreach (EngineEvent happened in follow(stop.Token))
            {
                taken.Writer.TryWrite(take(happened));
            }
        }
        finally
        {
            taken.Writer.Complete();
            await looking;
        }
    }

    private static async Task LookAsync<T>(
        ChannelReader<T> taken, Func<T, Task> lookInto, CancellationTokenSource stop)
    {
        try
        {
            await foreach (T next in taken.ReadAllAsync(stop.Token))
            {
                await lookInto(next);
            }
        }
        catch
        {
            // Nobody would look into what comes.
            await stop.CancelAsync();
            throw;
        }
    }
}

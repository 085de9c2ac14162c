using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Engines;

/// <summary>
/// Decides when each worker may be started: in batches, at a rate, with a jitter. Pure: the same spec, seed and times
/// give the same turns. Not safe for several threads.
/// </summary>
public sealed class StartPace
{
    private readonly StartSpec _spec;
    private readonly int _workers;
    private readonly Random _random;
    private readonly TimeSpan _gap;
    private TimeSpan _nextToken;
    private int _next;

    /// <param name="seed">Of the jitter.</param>
    /// <param name="workers">How many are to be started.</param>
    public StartPace(StartSpec spec, int seed, int workers)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _spec = spec;
        _workers = workers;
        _random = new Random(seed);
        _gap = spec.PerSecond is > 0 ? TimeSpan.FromSeconds(1 / spec.PerSecond.Value) : TimeSpan.Zero;
    }

    /// <summary>Whether workers are started as fast as the engine can.</summary>
    public static bool IsFree(StartSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Batch is null && spec.PerSecond is null && spec.Jitter is null;
    }

    /// <summary>The next batch, in the order of its turns; empty when all have had theirs.</summary>
    /// <param name="now">Time since the start of the first, at which the batch before is started.</param>
    public IReadOnlyList<StartTurn> NextBatch(TimeSpan now)
    {
        int count = Math.Min(_spec.Batch ?? _workers, _workers - _next);
        var turns = new List<StartTurn>(count);
        for (int i = 0; i < count; i++)
        {
            // A token that nobody could take is not saved: the rate is a bound, not a mean.
            TimeSpan token = _nextToken > now ? _nextToken : now;
            _nextToken = token + _gap;
            turns.Add(new StartTurn(_next++, token + Jitter()));
        }

        return [.. turns.OrderBy(turn => turn.After)];
    }

    private TimeSpan Jitter() => _spec.Jitter is { } most ? most * _random.NextDouble() : TimeSpan.Zero;
}

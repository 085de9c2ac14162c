using ScaleSim.Core.Engines;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Runs;

/// <summary>
/// Finds out how workers died, right after: an engine forgets it with the next life. Not for several callers at once.
/// </summary>
/// <param name="secrets">Hidden in what workers printed, beside the secrets of their own environment.</param>
public sealed class DeathReporter(IEngine engine, string cluster, SecretText secrets, TimeProvider time)
{
    // When hundreds die at once, the last lines of the first tell why.
    private const int ReadMax = 100;
    private const int LinesMax = 5;
    private const int LineLengthMax = 300;

    private readonly Dictionary<int, MemoryShortage?> _starved = [];
    private int _read;

    /// <summary>Takes note that a worker ran out of memory; its death, if it comes, follows.</summary>
    /// <returns>
    /// False for a shortage that is not the worker's: the kernel has killed others, and nothing is wrong with this one.
    /// </returns>
    public async Task<bool> NoteAsync(EngineEvent happened, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened.Kind == EngineEventKind.WorkerOutOfMemory)
        {
            MemoryShortage? shortage = await ReadShortageAsync(happened.Index, happened.Time, cancellationToken)
                .ConfigureAwait(false);
            if (shortage is { IsSpared: true })
            {
                return false;
            }

            _starved[happened.Index] = shortage;
        }
        else if (happened.Kind == EngineEventKind.WorkerStarted)
        {
            _starved.Remove(happened.Index);
        }

        return true;
    }

    /// <param name="at">When the engine told of it.</param>
    /// <returns>Whose memory ran out, of which the engine told of a worker; null where nobody knows.</returns>
    public async Task<MemoryShortage?> ReadShortageAsync(
        int worker, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            return engine is IDeathReader reader
                ? await reader.ReadShortageAsync(cluster, worker, at, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (EngineException)
        {
            // The engine, or the worker, is gone since.
            return null;
        }
    }

    /// <param name="death">A worker's death.</param>
    /// <param name="request">What it answers; null where nobody asked for it.</param>
    public async Task<WorkerDeath> DescribeAsync(
        EngineEvent death, DeathRequest? request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(death);
        bool isStarved = _starved.Remove(death.Index, out MemoryShortage? shortage);
        if (request is not null)
        {
            return new WorkerDeath
            {
                Time = death.Time,
                Worker = death.Index,
                ExitCode = death.ExitCode,
                AskedBy = request.By,
                IsFinal = request.Action is WorkerAction.Kill or WorkerAction.Stop,
                Why = $"asked for by {request.By}",
            };
        }

        DeathFacts? facts = await ReadAsync(death, cancellationToken).ConfigureAwait(false);
        bool outOfMemory = isStarved || facts?.OutOfMemory == true;
        shortage = facts?.Shortage ?? shortage;
        return new WorkerDeath
        {
            Time = death.Time,
            Worker = death.Index,
            ExitCode = death.ExitCode ?? facts?.ExitCode,
            OutOfMemory = outOfMemory,
            Shortage = shortage,
            Restarts = facts?.Restarts ?? 0,
            IsFinal = facts?.IsRestarted != true,
            Why = DeathText.Of(death, outOfMemory, shortage, facts),
            LastLines = ++_read <= ReadMax
                ? await ReadLinesAsync(death.Index, cancellationToken).ConfigureAwait(false)
                : [],
        };
    }

    private async Task<DeathFacts?> ReadAsync(EngineEvent death, CancellationToken cancellationToken)
    {
        try
        {
            DeathFacts? facts = engine is IDeathReader reader
                ? await reader.ReadDeathAsync(cluster, death.Index, cancellationToken).ConfigureAwait(false)
                : null;
            return facts is { RestartsMax: > 0 } && facts.EndedAt > death.Time ? OfAnEarlierLife(facts) : facts;
        }
        catch (EngineException)
        {
            // The engine, or the worker, is gone since; what the event says has to do.
            return null;
        }
    }

    // In a fast crash loop it has died once more meanwhile, so that its policy has mended the death that is told.
    private static DeathFacts OfAnEarlierLife(DeathFacts later) => later with
    {
        ExitCode = null,
        OutOfMemory = false,
        Shortage = null,
        Restarts = Math.Max(1, later.Restarts - (later.IsRestarted ? 1 : 0)),
        IsRestarted = true,
    };

    private async Task<IReadOnlyList<string>> ReadLinesAsync(int worker, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> lines = await LastLines
            .ReadAsync(engine, cluster, worker, LinesMax, secrets, time, cancellationToken).ConfigureAwait(false);

        // After the secrets are hidden: of one that is cut in two, nobody would know the half that is left.
        return [.. lines.Select(line => line.Length <= LineLengthMax ? line : $"{line[..LineLengthMax]}...")];
    }
}

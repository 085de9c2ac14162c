using System.Diagnostics.CodeAnalysis;

namespace ScaleSim.ReferenceMaster.Workers;

/// <summary>Every worker that ever registered with this life of the master. Guarded by the lock of the
/// <see cref="MasterState"/>.</summary>
internal sealed class WorkerRegistry
{
    /// <summary>So many lost workers are remembered; the longest lost is forgotten first.</summary>
    private const int LostRememberedMax = 10_000;

    private readonly Dictionary<WorkerKey, WorkerRecord> _byKey = [];
    private readonly Dictionary<string, WorkerRecord> _bySession = [];

    /// <summary>Every worker, live or lost.</summary>
    public IReadOnlyCollection<WorkerRecord> All => _byKey.Values;

    /// <summary>How many workers are live.</summary>
    public int LiveCount => _bySession.Count;

    /// <summary>How many workers are lost.</summary>
    public int LostCount => _byKey.Count - _bySession.Count;

    /// <summary>Every live worker.</summary>
    public IReadOnlyCollection<WorkerRecord> Live => _bySession.Values;

    /// <summary>The worker of this key, live or lost.</summary>
    public WorkerRecord? Find(WorkerKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>The live worker of this session.</summary>
    public bool TryFind(string session, [NotNullWhen(true)] out WorkerRecord? worker) =>
        _bySession.TryGetValue(session, out worker);

    /// <summary>Takes a worker in under its current session.</summary>
    public void Add(WorkerRecord worker)
    {
        _byKey[worker.Key] = worker;
        _bySession[worker.Location.Session] = worker;
    }

    /// <summary>Ends a session; the worker stays known.</summary>
    public void EndSession(WorkerRecord worker)
    {
        _bySession.Remove(worker.Location.Session);
        if (LostCount > LostRememberedMax && _byKey.Values.Where(w => !w.IsLive).MinBy(w => w.LostAt) is { } oldest)
        {
            _byKey.Remove(oldest.Key);
        }
    }
}

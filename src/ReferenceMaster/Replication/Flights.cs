using ScaleSim.ReferenceMaster.Workers;

namespace ScaleSim.ReferenceMaster.Replication;

/// <summary>The copies under way, at most one of a block. Guarded by the lock of the
/// <see cref="MasterState"/>.</summary>
internal sealed class Flights
{
    private readonly Dictionary<long, Flight> _byBlock = [];
    private readonly Dictionary<WorkerRecord, int> _byTarget = [];
    private readonly Dictionary<WorkerRecord, int> _bySource = [];

    public int Count => _byBlock.Count;

    public bool Contains(long blockId) => _byBlock.ContainsKey(blockId);

    public int To(WorkerRecord target) => _byTarget.GetValueOrDefault(target);

    public int From(WorkerRecord source) => _bySource.GetValueOrDefault(source);

    public void Begin(Flight flight)
    {
        _byBlock.Add(flight.BlockId, flight);
        Change(_byTarget, flight.Target, 1);
        Change(_bySource, flight.Source, 1);
    }

    /// <summary>Ends the copy of a block to a worker, if there is one.</summary>
    public void End(long blockId, WorkerRecord target)
    {
        if (_byBlock.TryGetValue(blockId, out var flight) && flight.Target == target)
        {
            _byBlock.Remove(blockId);
            Change(_byTarget, flight.Target, -1);
            Change(_bySource, flight.Source, -1);
        }
    }

    /// <summary>Ends the copies that match.</summary>
    public void EndWhere(Func<Flight, bool> matches)
    {
        foreach (var flight in _byBlock.Values.Where(matches).ToArray())
        {
            End(flight.BlockId, flight.Target);
        }
    }

    private static void Change(Dictionary<WorkerRecord, int> counts, WorkerRecord worker, int by)
    {
        var count = counts.GetValueOrDefault(worker) + by;
        counts[worker] = count;
        if (count == 0)
        {
            counts.Remove(worker);
        }
    }
}

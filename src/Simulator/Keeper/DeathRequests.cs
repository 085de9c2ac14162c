using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Keeper;

/// <summary>The latest requests for deaths, for askers that know of the first so many. Thread-safe.</summary>
internal sealed class DeathRequests
{
    // Whoever is further behind than this can't be told any more; a worker killed each second fills it in hours.
    private const int KeptMax = 10_000;

    private readonly Lock _lock = new();
    private readonly Queue<DeathRequest> _kept = new();
    private int _count;

    public void Add(DeathRequest request)
    {
        lock (_lock)
        {
            _kept.Enqueue(request);
            _count++;
            if (_kept.Count > KeptMax)
            {
                _kept.Dequeue();
            }
        }
    }

    /// <param name="known">How many the asker knows of.</param>
    /// <returns>Those after them, oldest first, and how many there were in all.</returns>
    public (IReadOnlyList<DeathRequest> Requests, int Count) Since(int known)
    {
        lock (_lock)
        {
            return ([.. _kept.TakeLast(Math.Clamp(_count - known, 0, _kept.Count))], _count);
        }
    }
}

using System.Globalization;

namespace ScaleSim.ReferenceMaster.Workers;

/// <summary>Lets a bounded number of workers register at once; the others are told to come back. Guarded by the lock of
/// the <see cref="MasterState"/>.</summary>
/// <param name="limit">How many leases are out at once at most.</param>
/// <param name="leaseTime">How long one is held for a worker that does not use it.</param>
/// <param name="time">The clock.</param>
internal sealed class RegistrationLeases(int limit, TimeSpan leaseTime, TimeProvider time)
{
    private readonly Dictionary<string, long> _takenAt = [];
    private long _next;

    /// <summary>How long a lease is held.</summary>
    public TimeSpan LeaseTime => leaseTime;

    /// <summary>A lease, or null when all are out.</summary>
    public string? TryTake()
    {
        if (_takenAt.Count >= limit)
        {
            DropExpired();
        }

        if (_takenAt.Count >= limit)
        {
            return null;
        }

        var lease = (++_next).ToString(CultureInfo.InvariantCulture);
        _takenAt[lease] = time.GetTimestamp();
        return lease;
    }

    /// <summary>Uses a lease up; false if it is not one, or was held too long.</summary>
    public bool TryUse(string lease) =>
        _takenAt.Remove(lease, out var takenAt) && time.GetElapsedTime(takenAt) <= leaseTime;

    private void DropExpired()
    {
        foreach (var (lease, takenAt) in _takenAt)
        {
            if (time.GetElapsedTime(takenAt) > leaseTime)
            {
                _takenAt.Remove(lease);
            }
        }
    }
}

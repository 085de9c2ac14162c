using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Capacity;

/// <summary>How many workers are up before the commands give up waiting.</summary>
public static class StartDeadline
{
    /// <value>What is allowed whatever the number of workers, in seconds.</value>
    public const double BaseSeconds = 60;

    /// <value>What is allowed for each worker on top, in seconds.</value>
    public const double SecondsPerWorker = 0.2;

    /// <summary>The deadline of <c>run</c> and <c>up</c> where nobody gives one: 60 s and 1 s per 5 workers.</summary>
    public static TimeSpan Usual(int workers) => TimeSpan.FromSeconds(BaseSeconds + (workers * SecondsPerWorker));

    /// <summary>The most workers that a machine starts within the deadline at a steady rate.</summary>
    /// <param name="startsPerSecond">Above 0; else none are.</param>
    /// <param name="given">The deadline that somebody gave; null for the usual one.</param>
    public static int Fitting(double startsPerSecond, TimeSpan? given)
    {
        if (startsPerSecond <= 0)
        {
            return 0;
        }

        double each = 1 / startsPerSecond;
        return given is { } deadline
            ? WorkerCount.Fitting(each, deadline.TotalSeconds)
            : WorkerCount.Fitting(each - SecondsPerWorker, BaseSeconds);
    }
}

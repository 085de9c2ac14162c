using ScaleSim.Tests;

namespace ScaleSim.Core.Tests.Engines;

/// <summary>Lets time go on while work waits for it.</summary>
internal static class TimeAdvance
{
    /// <summary>Advances in steps until the work is done, and returns its result; fails after half a minute.</summary>
    public static async Task<T> AdvanceUntilAsync<T>(this FakeTimeProvider time, Task<T> work, TimeSpan step)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(30));
        while (!work.IsCompleted)
        {
            time.Advance(step);
            // Lets what the timers have released run before time goes on.
            await Task.Delay(TimeSpan.FromMilliseconds(1), deadline.Token);
        }

        return await work;
    }
}

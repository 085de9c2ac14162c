using System.Diagnostics;

namespace ScaleSim.Tests;

/// <summary>Lets time go on while work waits for it, with a deadline on the real clock.</summary>
internal static class TimeAdvance
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    // Lets what the timers have released run before time goes on.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Advances in steps until the work is done, and returns its result.</summary>
    public static async Task<T> AdvanceUntilAsync<T>(this FakeTimeProvider time, Task<T> work, TimeSpan step)
    {
        await time.AdvanceUntilAsync(() => work.IsCompleted, "the work is done", step);
        return await work;
    }

    /// <param name="isSo">Looked at before each step.</param>
    /// <param name="what">Completes the sentence "waited 30 s until ...".</param>
    public static async Task AdvanceUntilAsync(
        this FakeTimeProvider time, Func<bool> isSo, string what, TimeSpan step)
    {
        var watch = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(watch.Elapsed < Deadline, $"waited {Deadline.TotalSeconds} s until {what}");
            time.Advance(step);
            await Task.Delay(Pause);
        }
    }
}

using System.Diagnostics;

namespace ScaleSim.Tests;

/// <summary>Waits for what happens on other threads, with a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <param name="condition">Looked at again and again until it holds.</param>
    /// <param name="what">Completes the sentence "waited 30 s until ...".</param>
    public static async Task HoldsAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Deadline, $"waited {Deadline.TotalSeconds} s until {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }
}

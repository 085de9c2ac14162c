using System.Diagnostics;

namespace ScaleSim.Docker.Tests.Api;

/// <summary>Waits for something that happens elsewhere, with a deadline that says what it waited for.</summary>
internal static class Poll
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Deadline, $"Waited {Deadline.TotalSeconds} s for {what}.");
            await Task.Delay(5);
        }
    }
}

using System.Diagnostics;

namespace ScaleSim.Reference.Tests.Clusters;

/// <summary>Waits for something to become true, and says what did not.</summary>
internal static class Poll
{
    /// <summary>Long enough for a machine that does ten other things.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(waited.Elapsed < Deadline, $"waited {Deadline.TotalSeconds:0} s for {what}");
            await Task.Delay(Pause);
        }
    }

    public static Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);
}

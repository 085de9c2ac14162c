using System.Diagnostics;

namespace ScaleSim.EndToEnd;

/// <summary>Waits, with a deadline, for what other processes do.</summary>
internal static class Poll
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <param name="look">Looked at again and again until it gives true.</param>
    /// <param name="what">Completes the sentence "waited 90 s until ...".</param>
    public static Task UntilAsync(Func<Task<bool>> look, string what, TimeSpan? deadline = null) =>
        UntilAsync(look, () => what, deadline ?? Deadlines.Condition);

    /// <summary>Until the list is empty; the message of a failure has what is in it still.</summary>
    public static Task UntilEmptyAsync(Func<Task<IReadOnlyList<string>>> look, string what)
    {
        IReadOnlyList<string> last = [];
        return UntilAsync(
            async () => (last = await look()).Count == 0,
            () => $"{what}; there still is:\n{string.Join('\n', last)}",
            Deadlines.Condition);
    }

    private static async Task UntilAsync(Func<Task<bool>> look, Func<string> what, TimeSpan deadline)
    {
        var watch = Stopwatch.StartNew();
        while (!await look())
        {
            Assert.True(watch.Elapsed < deadline, $"waited {deadline.TotalSeconds:0} s until {what()}");
            await Task.Delay(Interval);
        }
    }
}

using System.Diagnostics;

namespace ScaleSim.EndToEnd;

/// <summary>Waits, with a deadline, for what other processes do.</summary>
internal static class Poll
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan PauseMax = TimeSpan.FromMilliseconds(500);

    /// <param name="look">Looked at again and again until it gives true.</param>
    /// <param name="what">Completes the sentence "waited 90 s until ...".</param>
    public static Task UntilAsync(Func<Task<bool>> look, string what, TimeSpan? deadline = null) =>
        UntilAsync(look, () => what, deadline ?? Deadlines.Condition, Rest);

    /// <summary>The same for a moment that is to be met: the pauses are short, whatever a look costs.</summary>
    public static Task UntilTheMomentAsync(Func<Task<bool>> look, string what) =>
        UntilAsync(look, () => what, Deadlines.Condition, _ => PauseMin);

    /// <summary>Until the list is empty; the message of a failure has what is in it still.</summary>
    public static Task UntilEmptyAsync(Func<Task<IReadOnlyList<string>>> look, string what)
    {
        IReadOnlyList<string> last = [];
        return UntilAsync(
            async () => (last = await look()).Count == 0,
            () => $"{what}; there still is:\n{string.Join('\n', last)}",
            Deadlines.Condition,
            Rest);
    }

    /// <summary>
    /// Most looks start programs. A pause is twice as long as the look was, so that those who are waited for get the
    /// processors, and not those who wait.
    /// </summary>
    private static TimeSpan Rest(TimeSpan look) => TimeSpan.FromTicks(
        Math.Clamp(2 * look.Ticks, PauseMin.Ticks, PauseMax.Ticks));

    private static async Task UntilAsync(
        Func<Task<bool>> look, Func<string> what, TimeSpan deadline, Func<TimeSpan, TimeSpan> pause)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            TimeSpan begin = watch.Elapsed;
            if (await look())
            {
                return;
            }

            Assert.True(watch.Elapsed < deadline, $"waited {deadline.TotalSeconds:0} s until {what()}");
            await Task.Delay(pause(watch.Elapsed - begin));
        }
    }
}

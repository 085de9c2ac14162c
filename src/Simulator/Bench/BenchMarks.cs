using System.Numerics;

namespace ScaleSim.Simulator.Bench;

/// <summary>The points at which a start is measured.</summary>
internal static class BenchMarks
{
    /// <summary>The start of the first, second, fourth, eighth... worker and of the last one.</summary>
    /// <param name="started">When each worker was started, from the start of the first node, in any order.</param>
    public static IReadOnlyList<BenchMark> Up(IEnumerable<TimeSpan> started)
    {
        TimeSpan[] times = [.. started.Order()];
        return
        [
            .. Enumerable.Range(1, times.Length)
                .Where(count => BitOperations.IsPow2(count) || count == times.Length)
                .Select(count => new BenchMark("up", count, times[count - 1])),
        ];
    }
}

using System.Globalization;

namespace ScaleSim.Simulator.Launch;

/// <summary>Gives groups a total number of workers in the proportion that they have.</summary>
internal static class GroupScaling
{
    /// <summary>
    /// At least one each; what is left over from rounding down goes to the largest remainders, the first group first.
    /// </summary>
    /// <exception cref="CommandException">There are fewer workers than groups.</exception>
    public static IReadOnlyList<int> Scale(IReadOnlyList<int> counts, int total)
    {
        if (total < counts.Count)
        {
            throw new CommandException(
                ExitCode.Usage,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--workers is {total}: the file has {counts.Count} groups, and each has at least 1 worker. "
                    + $"Give --workers {counts.Count} or more."));
        }

        long sum = counts.Sum(count => (long)count);
        int[] scaled = [.. counts.Select(count => Math.Max(1, (int)((long)total * count / sum)))];
        int[] byRemainder =
        [
            .. Enumerable.Range(0, counts.Count).OrderByDescending(index => (long)total * counts[index] % sum),
        ];
        int left = total - scaled.Sum();
        for (int i = 0; left > 0; i = (i + 1) % byRemainder.Length, left--)
        {
            scaled[byRemainder[i]]++;
        }

        // Groups that were raised to one may have taken more than there is; the largest give it back.
        for (; left < 0; left++)
        {
            scaled[Array.IndexOf(scaled, scaled.Max())]--;
        }

        return scaled;
    }
}

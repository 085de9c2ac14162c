using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Specs;

/// <summary>Finds what is wrong with the shape of the start on any machine.</summary>
internal static class StartValidator
{
    private static readonly TimeSpan JitterMax = TimeSpan.FromHours(1);

    public static void Validate(StartSpec start, PlanErrors errors)
    {
        if (start.Batch is { } batch and (< 1 or > ClusterSpec.WorkersMax))
        {
            errors.Wrong(
                $"The start lets {batch} workers go at once",
                $"a batch has 1 to {ClusterSpec.WorkersMax}",
                "Give start.batch such a number, or leave it away");
        }

        if (start.PerSecond is { } rate && !(double.IsFinite(rate) && rate is >= 0.001 and <= 1_000_000))
        {
            errors.Wrong(
                FormattableString.Invariant($"The start has a rate of {rate} workers per second"),
                "it can be 0.001 to 1000000",
                "Give start.rate such a number, or leave it away for no bound");
        }

        if (start.Jitter is { } jitter && (jitter < TimeSpan.Zero || jitter > JitterMax))
        {
            errors.Wrong(
                FormattableString.Invariant($"The start is delayed by up to {jitter.TotalSeconds} s for each worker"),
                FormattableString.Invariant($"it can be 0 s to {JitterMax.TotalSeconds} s"),
                "Give start.jitter such as 500ms, or leave it away");
        }
    }
}

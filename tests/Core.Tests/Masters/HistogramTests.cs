using ScaleSim.Core.Masters;

namespace ScaleSim.Core.Tests.Masters;

public sealed class HistogramTests
{
    private const double Inf = double.PositiveInfinity;

    [Theory]
    // 10 values up to 0.1, 10 more up to 0.2, none above: the median is the first bucket's end.
    [InlineData(0.50, 0.1)]
    [InlineData(0.25, 0.05)]
    [InlineData(0.75, 0.15)]
    [InlineData(1.00, 0.2)]
    [InlineData(0.00, 0.0)]
    public void Quantile_IsLinearInsideABucket(double share, double expected) =>
        Assert.Equal(expected, Of((0.1, 10), (0.2, 20), (Inf, 20)).Quantile(share)!.Value, precision: 9);

    [Fact]
    public void Quantile_IsTheLastBoundThereIs_WhenItLiesAboveIt() =>
        Assert.Equal(0.2, Of((0.1, 10), (0.2, 20), (Inf, 40)).Quantile(0.99));

    [Fact]
    public void Quantile_SkipsEmptyBuckets() =>
        Assert.Equal(0.35, Of((0.1, 0), (0.2, 0), (0.3, 0), (0.4, 10), (Inf, 10)).Quantile(0.5)!.Value, precision: 9);

    [Fact]
    public void Quantile_IsTheBound_WhenTheFirstOneIsNotAboveZero() =>
        Assert.Equal(-1, Of((-1, 10), (1, 10), (Inf, 10)).Quantile(0.5));

    [Fact]
    public void Quantile_IsUnknown_WithoutValuesOrWithoutALastBucket()
    {
        Assert.Null(Of((0.1, 0), (Inf, 0)).Quantile(0.5));
        Assert.Null(Of((0.1, 5), (0.2, 10)).Quantile(0.5));
        Assert.Null(Of((Inf, 10)).Quantile(0.5));
        Assert.Null(Of((0.1, 1), (Inf, double.NaN)).Quantile(0.5));
    }

    [Fact]
    public void Since_CountsWhatIsNew()
    {
        Histogram earlier = Of((0.1, 100), (0.2, 100), (Inf, 100));
        Histogram later = Of((0.1, 100), (0.2, 110), (Inf, 110));

        Assert.Equal(0.15, later.Since(earlier).Quantile(0.5)!.Value, precision: 9);
        Assert.Null(later.Since(later).Quantile(0.5));
    }

    [Fact]
    public void Since_CountsAll_WhenTheProgramWasStartedAgain()
    {
        Histogram earlier = Of((0.1, 100), (0.2, 100), (Inf, 100));
        Histogram later = Of((0.1, 10), (0.2, 20), (Inf, 20));

        Assert.Equal(0.1, later.Since(earlier).Quantile(0.5)!.Value, precision: 9);
        Assert.Equal(0.1, later.Since(Of((0.5, 1), (Inf, 1))).Quantile(0.5)!.Value, precision: 9);
    }

    [Fact]
    public void Counts_ThatFall_AreLevelled() =>
        Assert.Equal(0.05, Of((0.1, 10), (0.2, 9), (Inf, 9)).Quantile(0.5)!.Value, precision: 9);

    private static Histogram Of(params (double Bound, double Count)[] buckets) =>
        new(buckets.Select(bucket => KeyValuePair.Create(bucket.Bound, bucket.Count)));
}

namespace ScaleSim.Core.Masters;

/// <summary>A Prometheus histogram: for each upper bound, in rising order, how many values were not above it.</summary>
internal sealed class Histogram
{
    private readonly double[] _bounds;
    private readonly double[] _counts;

    public Histogram(IEnumerable<KeyValuePair<double, double>> buckets)
    {
        KeyValuePair<double, double>[] ordered = [.. buckets.OrderBy(bucket => bucket.Key)];
        _bounds = [.. ordered.Select(bucket => bucket.Key)];
        _counts = [.. ordered.Select(bucket => bucket.Value)];
        for (int index = 1; index < _counts.Length; index++)
        {
            // Buckets that are read while they are written may be out of step; Prometheus levels them likewise.
            _counts[index] = Math.Max(_counts[index], _counts[index - 1]);
        }
    }

    /// <summary>
    /// What came since an earlier reading. Where the earlier one doesn't fit, because a count fell, as it does when a
    /// program starts again, or because its bounds differ, everything is new.
    /// </summary>
    public Histogram Since(Histogram earlier)
    {
        bool fits = _bounds.SequenceEqual(earlier._bounds)
            && _counts.Zip(earlier._counts).All(pair => pair.First >= pair.Second);
        return fits
            ? new Histogram(_bounds.Select((bound, index) =>
                KeyValuePair.Create(bound, _counts[index] - earlier._counts[index])))
            : this;
    }

    /// <summary>
    /// The value that a share of all values does not exceed, by Prometheus's histogram_quantile: linear inside a
    /// bucket, the first of which begins at 0; in the last, which has no end, its beginning. Null without values.
    /// </summary>
    /// <param name="share">From 0 to 1.</param>
    public double? Quantile(double share)
    {
        if (_bounds.Length < 2 || !double.IsPositiveInfinity(_bounds[^1]) || !(_counts[^1] > 0))
        {
            return null;
        }

        double rank = share * _counts[^1];
        int bucket = Array.FindIndex(_counts, count => count >= rank);
        if (bucket == _bounds.Length - 1)
        {
            return _bounds[^2];
        }

        if (bucket == 0)
        {
            return _bounds[0] <= 0 ? _bounds[0] : _bounds[0] * rank / _counts[0];
        }

        double begin = _bounds[bucket - 1];
        double below = _counts[bucket - 1];
        return begin + ((_bounds[bucket] - begin) * (rank - below) / (_counts[bucket] - below));
    }
}

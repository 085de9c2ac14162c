using System.Globalization;
using System.Text.RegularExpressions;
using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceMaster.Metrics;

namespace ScaleSim.Reference.Tests.Masters;

public partial class MetricsTests
{
    [Fact]
    public void Text_IsThePrometheusFormat()
    {
        var text = new PrometheusText();

        text.Family("requests_total", "counter", "Requests.");
        text.Sample("requests_total", 3, ("route", "/a\"b\\c\n"), ("status", "200"));
        text.Single("up", "gauge", "Up.", 0.5);

        Assert.Equal(
            "# HELP requests_total Requests.\n# TYPE requests_total counter\n"
            + "requests_total{route=\"/a\\\"b\\\\c\\n\",status=\"200\"} 3\n"
            + "# HELP up Up.\n# TYPE up gauge\nup 0.5\n",
            text.ToString());
    }

    [Fact]
    public void Histogram_CountsIntoTheBucketThatHolds()
    {
        var histogram = new LatencyHistogram();

        histogram.Record(TimeSpan.FromMilliseconds(0.05));
        histogram.Record(TimeSpan.FromMilliseconds(1));
        histogram.Record(TimeSpan.FromMilliseconds(1.5));
        histogram.Record(TimeSpan.FromSeconds(60));

        var counts = histogram.Counts();
        Assert.Equal(1, counts[0]);
        Assert.Equal(1, counts[3]);
        Assert.Equal(1, counts[4]);
        Assert.Equal(1, counts[^1]);
        Assert.Equal(60.00255, histogram.Sum.TotalSeconds, 5);
    }

    [Fact]
    public async Task Page_HasEveryFigure_AndOnlySamples()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2);
        await cluster.Client.WriteAsync(
            "/file", new MemoryStream(Bytes.Of(3000)), new() { BlockSizeBytes = 1024 }, default);
        using var http = new HttpClient { BaseAddress = cluster.MasterUri };

        var page = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));

        var lines = page.TrimEnd('\n').Split('\n');
        Assert.All(lines.Where(l => !l.StartsWith('#')), l => Assert.Matches(Sample(), l));
        Assert.Equal(2, ValueOf(lines, "scalesim_master_workers{state=\"live\"}"));
        Assert.Equal(2, ValueOf(lines, "scalesim_master_registrations_total"));
        Assert.Equal(3, ValueOf(lines, "scalesim_master_blocks"));
        Assert.Equal(0, ValueOf(lines, "scalesim_master_blocks_under_replicated"));
        const string creations =
            "scalesim_master_requests_total{method=\"POST\",route=\"/api/v1/files/{**path}\",status=\"201\"}";
        Assert.Equal(1, ValueOf(lines, creations));
        Assert.True(ValueOf(lines, "process_cpu_seconds_total") > 0);
        Assert.True(ValueOf(lines, "process_resident_memory_bytes") > 1 << 20);
    }

    private static double ValueOf(string[] lines, string series)
    {
        var line = Assert.Single(lines, l => l.StartsWith(series + " ", StringComparison.Ordinal));
        return double.Parse(line.AsSpan(series.Length + 1), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("""^[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [0-9.eE+-]+$""")]
    private static partial Regex Sample();
}

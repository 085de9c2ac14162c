using System.Net;
using ScaleSim.Core.Masters;
using ScaleSim.Tests;

namespace ScaleSim.Core.Tests.Masters;

public sealed class MetricsPageReaderTests
{
    private static readonly Uri Page = new("http://198.18.0.1:19998/metrics");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Read_AddsUpTheSeriesOfAllLabels()
    {
        const string page = """
            # TYPE requests_total counter
            requests_total{route="read"} 10
            requests_total{route="write"} 5
            seconds_bucket{route="read",le="0.1"} 4
            seconds_bucket{route="write",le="0.1"} 4
            seconds_bucket{route="read",le="+Inf"} 8
            seconds_bucket{route="write",le="+Inf"} 8
            seconds_sum 1
            """;

        MasterMetrics? metrics = await ReadAsync(ScriptedHandler.Pages(() => page));

        Assert.Equal(15, metrics!.Requests);
        Assert.Equal(0.05, metrics.Latency!.Quantile(0.25)!.Value, precision: 9);
    }

    [Fact]
    public async Task Read_LeavesOutWhatThePageDoesNotHave()
    {
        MasterMetrics? metrics = await ReadAsync(ScriptedHandler.Pages(() => "other 1\nseconds_bucket 4\n"));

        Assert.Equal(new MasterMetrics(null, null, null, null), metrics);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task Read_IsNull_ForAnErrorPage(HttpStatusCode status) =>
        Assert.Null(await ReadAsync(new ScriptedHandler(_ => Task.FromResult(new HttpResponseMessage(status)))));

    [Fact]
    public async Task Read_IsNull_WhenNobodyAnswers() =>
        Assert.Null(await ReadAsync(new ScriptedHandler(_ => throw new HttpRequestException("refused"))));

    [Fact]
    public async Task Read_IsNull_ForAPageWithoutEnd() =>
        Assert.Null(await ReadAsync(ScriptedHandler.Pages(() => new string('x', 9 << 20))));

    [Fact]
    public async Task Read_GivesUp_WhenTheMasterHangs()
    {
        Task<MasterMetrics?> read = ReadAsync(new ScriptedHandler(HangAsync));
        await Eventually.HoldsAsync(() => _time.Timers > 0, "the request has its deadline");
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await read);
    }

    [Fact]
    public async Task Read_IsCancelled_WhenItsCallerIs()
    {
        using var cancellation = new CancellationTokenSource();
        Task<MasterMetrics?> read = ReadAsync(new ScriptedHandler(HangAsync), cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    private static async Task<HttpResponseMessage> HangAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("an endless wait ended");
    }

    private async Task<MasterMetrics?> ReadAsync(
        HttpMessageHandler handler, CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient(handler);
        var reader = new MetricsPageReader(http, () => Page, new MasterMetricsSpec("requests_total", "seconds"), _time);
        return await reader.ReadAsync(cancellationToken);
    }
}

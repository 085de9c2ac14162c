namespace ScaleSim.Core.Masters;

/// <summary>Gets a master's Prometheus page and reads what the spec names.</summary>
/// <param name="http">Pooled; its own timeout does not matter here.</param>
/// <param name="page">The address of the page now, such as <c>http://198.18.0.1:19998/metrics</c>.</param>
/// <param name="spec">What to read.</param>
/// <param name="time">The clock that bounds a request.</param>
public sealed class MetricsPageReader(HttpClient http, Func<Uri> page, MasterMetricsSpec spec, TimeProvider time)
{
    /// <value>Within a sample's second, so that a master that hangs costs its columns and no others.</value>
    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(900);

    private const long PageBytesMax = 8L << 20;

    /// <summary>The master's counters, or null when it gives no page in time.</summary>
    internal async Task<MasterMetrics?> ReadAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await http
                .GetAsync(page(), HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                return null;
            }

            await response.Content.LoadIntoBufferAsync(PageBytesMax, either.Token).ConfigureAwait(false);
            return MasterMetrics.Of(
                await response.Content.ReadAsStringAsync(either.Token).ConfigureAwait(false), spec);
        }
        catch (Exception failure) when (
            failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}

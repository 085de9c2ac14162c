using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using ScaleSim.Core.Specs.Registrations;

namespace ScaleSim.Simulator.Status;

/// <summary>Asks a cluster's master how many workers it counts.</summary>
internal static class RegisteredCount
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Null when the spec does not say how to ask, or the master does not answer.</returns>
    public static async Task<int?> ReadAsync(
        ClusterStatus status, HttpClient http, CancellationToken cancellationToken)
    {
        if (status.Cluster.Spec?.Registered is not
            { Query: HttpQuerySpec query, Select: JsonSelectionSpec select }
            || status.MasterEndpoint is not { } master)
        {
            return null;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            string body = await http.GetStringAsync(new Uri($"http://{master}{query.Path}"), deadline.Token);
            return JToken.Parse(body).SelectTokens(select.Path).Count();
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}

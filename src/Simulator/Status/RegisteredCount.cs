using System.Net.Http.Json;
using System.Text.Json;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Status;

/// <summary>Asks a cluster's master how many workers it counts.</summary>
internal static class RegisteredCount
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Null when the spec does not say how to ask, or the master does not answer.</returns>
    public static async Task<int?> ReadAsync(
        ClusterStatus status, HttpClient http, CancellationToken cancellationToken)
    {
        if (status.Cluster.Spec?.Registered is not { } registered || status.MasterEndpoint is not { } master)
        {
            return null;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            using JsonDocument? list = await http.GetFromJsonAsync(
                new Uri($"http://{master}{registered.Path}"),
                RegisteredJsonContext.Default.JsonDocument,
                deadline.Token);
            return list?.RootElement.ValueKind == JsonValueKind.Array
                ? list.RootElement.EnumerateArray().Count(item => Counts(item, registered))
                : null;
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

    private static bool Counts(JsonElement item, RegistrationSpec registered) =>
        registered.WhereProperty is null
        || (item.TryGetProperty(registered.WhereProperty, out JsonElement value)
            && value.ToString() == registered.WhereValue);
}

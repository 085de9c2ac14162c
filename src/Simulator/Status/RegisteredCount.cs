using ScaleSim.Core.Registrations;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Status;

/// <summary>Asks a cluster's master how many workers it counts.</summary>
internal static class RegisteredCount
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Null when the spec does not say how to ask, or the master does not answer.</returns>
    public static async Task<int?> ReadAsync(
        ClusterStatus status, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        if (RegistrationSource.Of(status.Cluster, http, time) is not { } source)
        {
            return null;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            return (await source.ReadAsync(deadline.Token)).Count;
        }
        catch (RegistrationException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}

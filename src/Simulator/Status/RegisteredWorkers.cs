using ScaleSim.Core.Planning;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Status;

/// <summary>Whom a cluster's master counts.</summary>
/// <param name="Count">All that it counts, strangers included.</param>
/// <param name="Indexes">Those of them that are the cluster's workers.</param>
/// <param name="Strangers">What it counts and is none of the cluster's workers.</param>
internal sealed record RegisteredWorkers(int Count, IReadOnlySet<int> Indexes, IReadOnlyList<string> Strangers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="plan">The cluster as it is to be; null where that is not known any more.</param>
    /// <returns>Null when the spec does not say how to ask, or the master does not answer.</returns>
    public static async Task<RegisteredWorkers?> ReadAsync(
        ClusterPlan? plan, HttpClient http, CancellationToken cancellationToken)
    {
        if (plan?.Spec.Registered is null)
        {
            return null;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            RegistrationView view = await new RegistrationReader(plan, http).ReadAsync(deadline.Token);
            return new RegisteredWorkers(
                view.Registered.Count + view.Strangers.Count, view.Registered.ToHashSet(), view.Strangers);
        }
        catch (RegistrationException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}

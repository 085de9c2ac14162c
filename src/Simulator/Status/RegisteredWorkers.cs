using ScaleSim.Core.Engines;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Registrations;
using ScaleSim.Core.Runs;

namespace ScaleSim.Simulator.Status;

/// <summary>Whom a cluster's master counts.</summary>
/// <param name="Count">All that it counts, strangers included.</param>
/// <param name="Indexes">Those of them that are the cluster's workers; null where it gives a number alone.</param>
/// <param name="Strangers">What it counts and is none of the cluster's workers.</param>
internal sealed record RegisteredWorkers(int Count, IReadOnlySet<int>? Indexes, IReadOnlyList<string> Strangers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Null when the spec does not say how to ask, or the master does not answer.</returns>
    public static async Task<RegisteredWorkers?> ReadAsync(
        ClusterState cluster, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        if (RegistrationSource.Of(cluster, http, time) is not { } source)
        {
            return null;
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            if (cluster.Spec!.Registered!.CountOnly || LivePlan.TryOf(cluster) is not { } plan)
            {
                return new RegisteredWorkers((await source.ReadAsync(deadline.Token)).Count, null, []);
            }

            RegistrationView view = await new RegistrationReader(plan, http, time).ReadAsync(deadline.Token);
            return new RegisteredWorkers(
                view.Registered.Count + view.Strangers.Count, view.Registered.ToHashSet(), view.Strangers);
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

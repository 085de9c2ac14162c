using ScaleSim.Core.Planning;

namespace ScaleSim.Core.Engines.Fake;

/// <summary>What a fake engine knows of one worker beside its state. Safe for several threads.</summary>
internal sealed class FakeInspector(FakeClusters clusters)
{
    /// <returns>The environment that its plan gives it: there is no image that adds one.</returns>
    public IReadOnlyDictionary<string, string> Environment(string cluster, int worker)
    {
        lock (clusters.Gate)
        {
            clusters.FindWorker(cluster, worker);
            ClusterPlan plan = clusters.Find(cluster).Plan;
            return new WorkerRenderer(plan).Render(plan.FindWorker(worker)!).Environment;
        }
    }

    /// <returns>How it last died; null where it never did.</returns>
    public DeathFacts? Death(string cluster, int worker)
    {
        lock (clusters.Gate)
        {
            FakeContainer container = clusters.FindWorker(cluster, worker);
            WorkerPlan? plan = clusters.Find(cluster).Plan.FindWorker(worker);
            return container.EndedAt is null
                ? null
                : new DeathFacts
                {
                    ExitCode = container.ExitCode,
                    EndedAt = container.EndedAt,
                    Restarts = container.Restarts,
                    RestartsMax = plan?.Group.Restart.MaxRetries ?? 0,
                    IsRestarted = container.Restarts > 0
                        && container.Status is ContainerStatus.Restarting or ContainerStatus.Running,
                    MemoryLimitBytes = plan?.MemoryLimitBytes,
                    RamdiskLimitBytes = plan is null ? 0 : MemoryModel.RamdiskBytes(plan.Group),
                };
        }
    }
}

namespace ScaleSim.Core.Engines.Fake;

/// <summary>
/// The clusters that a fake engine pretends to run. Whoever looks at one of them, or changes it, holds the gate.
/// </summary>
internal sealed class FakeClusters
{
    public Lock Gate { get; } = new();

    public Dictionary<string, FakeCluster> All { get; } = [];

    /// <exception cref="EngineException">There is none of that name.</exception>
    public FakeCluster Find(string cluster) => All.GetValueOrDefault(cluster) ?? throw new EngineException(
        $"There is no cluster '{cluster}'; the fake engine has {All.Count}. Start one with 'scalesim up'.");

    /// <exception cref="EngineException">There is none of that index.</exception>
    public FakeContainer FindWorker(string cluster, int worker) =>
        Find(cluster).Workers.GetValueOrDefault(worker) ?? throw new EngineException(
            $"Cluster '{cluster}' has no worker {worker}; it was never created or is removed. "
            + $"List its workers with 'scalesim status {cluster}'.");
}

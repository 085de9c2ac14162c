using System.Globalization;

namespace ScaleSim.Functional;

/// <summary>What a test command is told of its cluster.</summary>
public sealed class EnvironmentTests(LiveCluster cluster) : IClassFixture<LiveCluster>
{
    [ClusterFact]
    public void Variables_AgreeWithTheInventory()
    {
        Assert.Equal(1, cluster.Inventory.SchemaVersion);
        Assert.Equal(cluster.Inventory.Cluster, LiveCluster.Variable("SCALESIM_CLUSTER"));
        Assert.Equal(cluster.Inventory.Run, LiveCluster.Variable("SCALESIM_RUN"));
        Assert.Equal(
            cluster.Workers.ToString(CultureInfo.InvariantCulture), LiveCluster.Variable("SCALESIM_WORKERS"));
    }

    [ClusterFact]
    public void Output_TakesFiles_WhenItIsNamed()
    {
        string output = LiveCluster.Variable("SCALESIM_OUTPUT") ?? "";
        Assert.True(Directory.Exists(output), $"SCALESIM_OUTPUT is '{output}', and there is no such directory.");

        string path = Path.Combine(output, "functional-tests.txt");
        File.WriteAllText(path, $"{cluster.Workers} workers of run {cluster.Inventory.Run}\n");

        Assert.True(File.Exists(path));
    }

    [ClusterFact]
    public void Inventory_HasEveryWorkerOnce_WithPortsThatNobodyShares()
    {
        IReadOnlyList<InventoryWorker> workers = cluster.Inventory.Workers;

        Assert.Equal(Enumerable.Range(1, workers.Count), workers.Select(worker => worker.Index));
        Assert.Equal(workers.Count, workers.Select(worker => worker.Name).Distinct().Count());
        List<string> endpoints = [.. workers.SelectMany(worker => worker.Ports.Values.Select(port =>
            $"{worker.NodeAddress}:{port}"))];
        Assert.Equal(endpoints.Count, endpoints.Distinct().Count());
    }
}

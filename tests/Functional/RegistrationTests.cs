using System.Collections.Concurrent;
using System.Net.Http.Json;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Functional;

/// <summary>The master's and the workers' view of the cluster, held against the inventory.</summary>
public sealed class RegistrationTests(LiveCluster cluster) : IClassFixture<LiveCluster>
{
    [ClusterFact]
    public async Task Master_CountsEveryInventoryWorkerOnce_AndNobodyElse()
    {
        IReadOnlyList<WorkerInfo> workers = await cluster.Client.WorkersAsync(CancellationToken.None);

        Assert.Equal(
            cluster.Inventory.Workers.Select(worker =>
                $"{worker.Name} {worker.NodeAddress} {worker.Ports["data"]} {worker.Ports["web"]}").Order(),
            workers.Where(worker => worker.State == WorkerState.Live).Select(worker =>
                $"{worker.Name} {worker.Address} {worker.Ports.Data} {worker.Ports.Web}").Order());
    }

    [ClusterFact]
    public async Task EveryWorker_AnswersForItself_AtItsOwnPort()
    {
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(cluster.Inventory.Workers, ClusterFiles.AtOnce, async (worker, stop) =>
        {
            WorkerHealth? health = await cluster.Http.GetFromJsonAsync(
                worker.UriOf("web", Routes.Health), ReferenceJson.Wire.WorkerHealth, stop);
            if (health is null || health.Name != worker.Name || health.Run != cluster.Inventory.Run
                || !health.Registered)
            {
                wrong.Add($"{worker.Name} answered as {health?.Name} of run {health?.Run}, registered "
                    + $"{health?.Registered}");
            }
        });

        Assert.Empty(wrong);
    }

    [ClusterFact]
    public async Task Status_CountsTheInventory_AndNobodyIsLost()
    {
        MasterStatus status = await cluster.Client.MasterAsync(CancellationToken.None);

        Assert.Equal(cluster.Inventory.Run, status.Run);
        Assert.Equal(cluster.Workers, status.WorkersLive);
        Assert.Equal(0, status.WorkersLost);
    }
}

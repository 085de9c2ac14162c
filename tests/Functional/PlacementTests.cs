using System.Net.Http.Json;
using ScaleSim.ReferenceProtocol;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Files;

namespace ScaleSim.Functional;

/// <summary>Where blocks lie.</summary>
public sealed class PlacementTests(LiveCluster cluster) : IClassFixture<LiveCluster>
{
    private const int LongFileBytes = 64 * 1024;
    private const int RoundsMax = 20;

    [ClusterFact]
    public async Task Replicas_LieOnDifferentNodes_WhenThereAreSeveral()
    {
        IReadOnlyList<BlockStatus> blocks = await WriteAsync("spread-nodes");
        Dictionary<string, string> nodes = cluster.Inventory.Workers.ToDictionary(
            worker => worker.Name, worker => worker.Node);
        int distinct = nodes.Values.Distinct().Count();

        Assert.All(blocks, block => Assert.Equal(
            Math.Min(Math.Min(2, cluster.Workers), distinct),
            block.Holders.Select(holder => nodes[holder.Name]).Distinct().Count()));
    }

    /// <summary>
    /// A block goes to the emptiest workers. Other tests fill some of them meanwhile, so that a few bytes may well lie
    /// on the few others; many bytes can't.
    /// </summary>
    [ClusterFact]
    public async Task Blocks_ReachManyWorkers_WhenThereIsMuchToWrite()
    {
        int expected = Math.Max(1, Math.Min(cluster.Workers, cluster.FilesAtScale) / 2);
        var holders = new HashSet<string>();
        for (int round = 1; round <= RoundsMax && holders.Count < expected; round++)
        {
            IReadOnlyList<BlockStatus> blocks = await WriteAsync($"spread-workers-{round}", LongFileBytes);
            holders.UnionWith(blocks.SelectMany(block => block.Holders).Select(holder => holder.Name));
        }

        Assert.True(holders.Count >= expected, $"Blocks lie on {holders.Count} of {cluster.Workers} workers.");
    }

    [ClusterFact]
    public async Task Holders_HaveTheBlock_ByTheirOwnLists()
    {
        IReadOnlyList<BlockStatus> blocks = await WriteAsync("held");

        foreach (BlockStatus block in blocks.Take(20))
        {
            foreach (string holder in block.Holders.Select(holder => holder.Name))
            {
                BlockInfo found = Assert.Single(await ListAsync(holder), info => info.Id == block.Id);
                Assert.Equal((block.Length, block.Checksum), (found.Length, found.Checksum));
            }
        }
    }

    [ClusterFact]
    public async Task Delete_FreesTheBlocks_OnTheirWorkers()
    {
        IReadOnlyList<BlockStatus> blocks = await WriteAsync("freed");
        MasterStatus status = await cluster.Client.MasterAsync(CancellationToken.None);
        await cluster.Client.DeleteAsync(cluster.PathOf("freed"), recursive: true, CancellationToken.None);

        // Deletions ride on the answers to heartbeats.
        using var deadline = new CancellationTokenSource(
            TimeSpan.FromMilliseconds(10 * status.HeartbeatIntervalMs) + TimeSpan.FromSeconds(30));
        foreach (IGrouping<string, long> held in blocks
            .SelectMany(block => block.Holders, (block, holder) => (holder.Name, block.Id))
            .GroupBy(pair => pair.Name, pair => pair.Id))
        {
            while ((await ListAsync(held.Key)).Any(block => held.Contains(block.Id)))
            {
                Assert.False(deadline.IsCancellationRequested, $"{held.Key} still has blocks of deleted files.");
                await Task.Delay(TimeSpan.FromMilliseconds(100));
            }
        }
    }

    private async Task<IReadOnlyList<BlockStatus>> WriteAsync(string directory, int bytes = 2000)
    {
        string[] paths = [.. Enumerable.Range(1, cluster.FilesAtScale)
            .Select(number => cluster.PathOf($"{directory}/{number}"))];
        await Parallel.ForEachAsync(paths, ClusterFiles.AtOnce, async (path, _) =>
            await cluster.Client.WriteAsync(path, TestData.Bytes(path.Length, bytes)));
        var blocks = new List<BlockStatus>();
        foreach (string path in paths)
        {
            EntryStatus status = await cluster.Client.StatusAsync(path, CancellationToken.None);
            blocks.AddRange(status.Blocks ?? []);
        }

        Assert.Equal(paths.Length, blocks.Count);
        return blocks;
    }

    private async Task<IReadOnlyList<BlockInfo>> ListAsync(string worker) =>
        await cluster.Http.GetFromJsonAsync(
            cluster.Inventory.Workers.Single(one => one.Name == worker).UriOf("data", Routes.WorkerBlocks),
            ReferenceJson.Wire.IReadOnlyListBlockInfo) ?? [];
}

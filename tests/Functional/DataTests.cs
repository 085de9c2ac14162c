using System.Collections.Concurrent;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Client;
using ScaleSim.ReferenceProtocol.Files;

namespace ScaleSim.Functional;

/// <summary>What is in files.</summary>
public sealed class DataTests(LiveCluster cluster) : IClassFixture<LiveCluster>
{
    private const int BlockSizeBytes = 16 * 1024;

    private static readonly CreateRequest SmallBlocks = new() { BlockSizeBytes = BlockSizeBytes };

    private ReferenceClient Client => cluster.Client;

    [ClusterFact]
    public async Task Files_ReadBack_WhenManyAreWrittenAndReadAtOnce()
    {
        var wrong = new ConcurrentBag<string>();
        int[] numbers = [.. Enumerable.Range(1, cluster.FilesAtScale)];
        await Parallel.ForEachAsync(numbers, ClusterFiles.AtOnce, async (number, _) =>
            await Client.WriteAsync(cluster.PathOf(number), Content(number), SmallBlocks));
        await Parallel.ForEachAsync(numbers, ClusterFiles.AtOnce, async (number, _) =>
        {
            byte[] found = await Client.ReadAsync(cluster.PathOf(number));
            if (!found.AsSpan().SequenceEqual(Content(number)))
            {
                wrong.Add(cluster.PathOf(number));
            }
        });

        Assert.Empty(wrong);
    }

    [ClusterFact]
    public async Task EmptyFile_ReadsBackEmpty_AndHasNoBlocks()
    {
        await Client.WriteAsync(cluster.PathOf("empty"), []);

        Assert.Empty(await Client.ReadAsync(cluster.PathOf("empty")));
        EntryStatus status = await Client.StatusAsync(cluster.PathOf("empty"), CancellationToken.None);
        Assert.Equal(0, status.Length);
        Assert.Empty(status.Blocks ?? []);
    }

    [ClusterFact]
    public async Task LongFile_IsReadFromItsMiddle_AcrossBlocks()
    {
        byte[] content = TestData.Bytes(11, (5 * BlockSizeBytes) + 321);
        EntryStatus status = await Client.WriteAsync(cluster.PathOf("long"), content, SmallBlocks);
        await using FileReadStream file = await Client.OpenAsync(cluster.PathOf("long"), CancellationToken.None);

        byte[] part = new byte[2 * BlockSizeBytes];
        file.Seek(BlockSizeBytes + 7, SeekOrigin.Begin);
        await file.ReadExactlyAsync(part);

        Assert.Equal(6, (await Client.StatusAsync(status.Path, CancellationToken.None)).Blocks!.Count);
        Assert.Equal(content[(BlockSizeBytes + 7)..][..part.Length], part);
    }

    [ClusterFact]
    public async Task Overwrite_ReplacesTheWholeFile()
    {
        await Client.WriteAsync(cluster.PathOf("replaced"), TestData.Bytes(12, 3 * BlockSizeBytes), SmallBlocks);

        await Client.WriteAsync(
            cluster.PathOf("replaced"), TestData.Bytes(13, 100), new CreateRequest { Overwrite = true });

        Assert.Equal(TestData.Bytes(13, 100), await Client.ReadAsync(cluster.PathOf("replaced")));
    }

    [ClusterFact]
    public async Task Block_HasAsManyHolders_AsItsFileAskedFor()
    {
        int replication = Math.Min(3, cluster.Workers);
        await Client.WriteAsync(
            cluster.PathOf("thrice"), TestData.Bytes(14, 1000), new CreateRequest { Replication = replication });

        BlockStatus block = Assert.Single(await BlocksOfAsync("thrice"));
        Assert.Equal(replication, block.Holders.Select(holder => holder.Name).Distinct().Count());
    }

    private static byte[] Content(int number) => TestData.Bytes(number, number * 7919 % (3 * BlockSizeBytes) + 1);

    private async Task<IReadOnlyList<BlockStatus>> BlocksOfAsync(string name) =>
        (await Client.StatusAsync(cluster.PathOf(name), CancellationToken.None)).Blocks ?? [];
}

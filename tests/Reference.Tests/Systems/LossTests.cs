using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Client;
using ScaleSim.ReferenceProtocol.Files;
using ScaleSim.ReferenceProtocol.Workers;

namespace ScaleSim.Reference.Tests.Systems;

public class LossTests
{
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(2);
    private static readonly CreateRequest SmallBlocks = new() { BlockSizeBytes = 4096 };

    [Fact]
    public async Task File_ReadsDuringAndAfterALoss_AndIsReplicatedAgain()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 4, lostAfter: LostAfter);
        var content = Bytes.Of(40_000);
        await cluster.Client.WriteAsync("/file", new MemoryStream(content), SmallBlocks, default);
        var victim = cluster.Workers.First(w => w.Ramdisk.Files().Count > 0);

        await victim.KillAsync();
        await AssertReadsAsync(cluster, content);
        await cluster.WaitForAsync(s => s.WorkersLost == 1, "the loss to be seen");
        await cluster.WaitForAsync(s => s.BlocksUnderReplicated == 0 && s.ReplicationsUnderWay == 0, "re-replication");

        var status = await cluster.Client.StatusAsync("/file", default);
        Assert.All(status.Blocks!, b => Assert.DoesNotContain(victim.Settings.Name, b.Holders.Select(h => h.Name)));
        await AssertReadsAsync(cluster, content);
    }

    [Fact]
    public async Task Worker_ComesBackEmpty_AndHoldsNothing()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 3, lostAfter: LostAfter);
        var content = Bytes.Of(40_000);
        await cluster.Client.WriteAsync("/file", new MemoryStream(content), SmallBlocks, default);
        var victim = cluster.Workers.First(w => w.Ramdisk.Files().Count > 0);
        await victim.KillAsync();
        await cluster.WaitForAsync(s => s.BlocksUnderReplicated == 0 && s.WorkersLost == 1, "re-replication");

        await victim.StartAsync();
        await cluster.WaitForAsync(s => s.WorkersLive == 3, "the return");

        var info = (await cluster.Client.WorkersAsync(default)).Single(w => w.Name == victim.Settings.Name);
        Assert.Equal((WorkerState.Live, 2, 0), (info.State, info.Registrations, info.Blocks));
        await AssertReadsAsync(cluster, content);
    }

    [Fact]
    public async Task Worker_ComesBackEmptyBeforeItWasMissed_AndItsOldBlocksAreCopiedAgain()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 3);
        var content = Bytes.Of(40_000);
        await cluster.Client.WriteAsync("/file", new MemoryStream(content), SmallBlocks, default);
        var victim = cluster.Workers.First(w => w.Ramdisk.Files().Count > 0);

        await victim.KillAsync();
        await victim.StartAsync();
        await Poll.UntilAsync(
            async () => (await cluster.Client.WorkersAsync(default))
                .Single(w => w.Name == victim.Settings.Name).Registrations == 2,
            "the second registration");
        await cluster.WaitForAsync(s => s.BlocksUnderReplicated == 0 && s.ReplicationsUnderWay == 0, "re-replication");

        await AssertReadsAsync(cluster, content);
        Assert.Equal(20, cluster.Workers.Sum(w => w.Ramdisk.Files().Count));
    }

    [Fact]
    public async Task Worker_ComesBackFullAfterItWasGivenUp_AndSurplusReplicasGo()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 3, lostAfter: LostAfter);
        var content = Bytes.Of(40_000);
        await cluster.Client.WriteAsync("/file", new MemoryStream(content), SmallBlocks, default);
        var victim = cluster.Workers.First(w => w.Ramdisk.Files().Count > 0);
        await victim.StopAsync();
        await cluster.WaitForAsync(s => s.WorkersLost == 1 && s.BlocksUnderReplicated == 0, "re-replication");

        await victim.StartAsync();
        await cluster.WaitForAsync(s => s.WorkersLive == 3, "the return");

        await Poll.UntilAsync(
            () => cluster.Workers.Sum(w => w.Ramdisk.Files().Count) == 20, "the surplus replicas to go");
        await AssertReadsAsync(cluster, content);
    }

    [Fact]
    public async Task Read_FailsByName_WhenAllHoldersAreGone()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 4, lostAfter: LostAfter);
        var status = await cluster.Client.WriteAsync(
            "/d/file", new MemoryStream(Bytes.Of(20_000)), SmallBlocks, default);
        var block = status.Blocks![2];
        var names = block.Holders.Select(h => h.Name).Order().ToArray();

        foreach (var holder in block.Holders)
        {
            await cluster.WorkerOf(holder).KillAsync();
        }

        using var read = new MemoryStream();
        var lost = await Assert.ThrowsAsync<BlockLostException>(
            () => cluster.Client.ReadAsync("/d/file", read, default));

        var failedBlock = status.Blocks.Single(b => b.Id == lost.BlockId);
        Assert.Equal(names, lost.LastHolders.Order());
        Assert.Equal("/d/file", lost.Path);
        Assert.Contains($"Block {failedBlock.Id} of /d/file", lost.Message, StringComparison.Ordinal);
        Assert.All(names, n => Assert.Contains(n, lost.Message, StringComparison.Ordinal));
        Assert.Equal(Bytes.Of(20_000)[..(int)read.Length], read.ToArray());
    }

    [Fact]
    public async Task LostBlock_IsToldByTheMaster_WithItsFileAndLastHolders()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2, lostAfter: LostAfter);
        var status = await cluster.Client.WriteAsync("/file", new MemoryStream(Bytes.Of(100)), SmallBlocks, default);
        await Task.WhenAll(cluster.Workers.Select(w => w.KillAsync()));
        await cluster.WaitForAsync(s => s.BlocksLost == 1, "the block to be lost");

        var block = await cluster.Client.BlockAsync(status.Blocks!.Single().Id, default);

        Assert.Equal((BlockState.Lost, "/file"), (block.State, block.Path));
        Assert.Empty(block.Holders);
        Assert.Equal(["worker-0000", "worker-0001"], block.LastHolders.Order());
    }

    [Fact]
    public async Task LostBlock_IsBack_WhenAHolderReturnsWithIt()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2, lostAfter: LostAfter);
        var content = Bytes.Of(100);
        await cluster.Client.WriteAsync("/file", new MemoryStream(content), SmallBlocks, default);
        await Task.WhenAll(cluster.Workers.Select(w => w.StopAsync()));
        await cluster.WaitForAsync(s => s.BlocksLost == 1, "the block to be lost");

        await cluster.Workers[1].StartAsync();
        await cluster.WaitForAsync(s => s.BlocksLost == 0, "the block to be back");

        await AssertReadsAsync(cluster, content);
    }

    private static async Task AssertReadsAsync(TestCluster cluster, byte[] content)
    {
        using var read = new MemoryStream();
        await cluster.Client.ReadAsync("/file", read, default);
        Assert.Equal(content, read.ToArray());
    }
}

using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Client;

namespace ScaleSim.Reference.Tests.Systems;

public class MasterRestartTests
{
    [Fact]
    public async Task Restart_KeepsFilesAndWorkersRegisterAgain()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 3, hasJournal: true);
        var content = Bytes.Of(50_000);
        await cluster.Client.WriteAsync("/kept/file", new MemoryStream(content), null, default);
        await cluster.Client.MakeDirectoryAsync("/empty", default);

        await cluster.StopMasterAsync();
        await cluster.StartMasterAsync();
        await cluster.WaitForAsync(s => s.WorkersLive == 3 && !s.Recovering, "all workers");

        using var read = new MemoryStream();
        await cluster.Client.ReadAsync("/kept/file", read, default);
        Assert.Equal(content, read.ToArray());
        var names = new List<string>();
        await foreach (var entry in cluster.Client.ListAsync("/", default))
        {
            names.Add(entry.Path);
        }

        Assert.Equal(["/empty", "/kept"], names);
        Assert.All(await cluster.Client.WorkersAsync(default), w => Assert.Equal(1, w.Registrations));
    }

    [Fact]
    public async Task Restart_AwaitsBlocks_WhileWorkersAreOnTheirWay()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 1, hasJournal: true);
        var content = Bytes.Of(5000);
        var written = await cluster.Client.WriteAsync("/file", new MemoryStream(content), null, default);
        await cluster.Workers[0].StopAsync();

        await cluster.StopMasterAsync();
        await cluster.StartMasterAsync();

        var block = await cluster.Client.BlockAsync(written.Blocks!.Single().Id, default);
        Assert.Equal(BlockState.Awaited, block.State);
        using var read = new MemoryStream();
        var reading = cluster.Client.ReadAsync("/file", read, default);
        await cluster.Workers[0].StartAsync();
        await reading;
        Assert.Equal(content, read.ToArray());
    }

    [Fact]
    public async Task Restart_ForgetsAWriteUnderWay_AndItsBlocksGo()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2, hasJournal: true);
        await using var file = await cluster.Client.CreateAsync("/file", null, default);
        await file.WriteAsync(Bytes.Of(3_000_000), default);

        await cluster.StopMasterAsync();
        await cluster.StartMasterAsync();

        var refusal = await Assert.ThrowsAsync<ReferenceException>(() => file.CompleteAsync(default));
        Assert.Equal("write-not-found", refusal.Code);
        await Poll.UntilAsync(() => cluster.Workers.All(w => w.Ramdisk.Files().Count == 0), "the blocks to go");
    }

    [Fact]
    public async Task Restart_ReusesNoBlockNumber()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2, hasJournal: true);
        var before = await cluster.Client.WriteAsync("/a", new MemoryStream(Bytes.Of(10)), null, default);
        await cluster.StopMasterAsync();
        await cluster.StartMasterAsync();
        await cluster.WaitForAsync(s => s.WorkersLive == 2, "two workers");

        var after = await cluster.Client.WriteAsync("/b", new MemoryStream(Bytes.Of(10)), null, default);

        Assert.True(after.Blocks!.Single().Id > before.Blocks!.Single().Id);
    }
}

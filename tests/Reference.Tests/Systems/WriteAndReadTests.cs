using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Client;
using ScaleSim.ReferenceProtocol.Files;

namespace ScaleSim.Reference.Tests.Systems;

public class WriteAndReadTests
{
    private static readonly CreateRequest SmallBlocks = new() { BlockSizeBytes = 64 * 1024 };

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(65536, 1)]
    [InlineData(65537, 2)]
    [InlineData(300_000, 5)]
    public async Task File_ReadsBackAsWritten_AtEveryLength(int length, int blocks)
    {
        await using var cluster = await TestCluster.StartAsync(workers: 3);
        var content = Bytes.Of(length);

        var written = await cluster.Client.WriteAsync("/a/file", new MemoryStream(content), SmallBlocks, default);

        using var read = new MemoryStream();
        await cluster.Client.ReadAsync("/a/file", read, default);
        Assert.Equal(content, read.ToArray());
        Assert.Equal(length, written.Length);
        Assert.Equal(blocks, written.Blocks!.Count);
        Assert.All(written.Blocks, b => Assert.Equal(2, b.Holders.Select(h => h.Name).Distinct().Count()));
    }

    [Fact]
    public async Task File_ReadsFromAnyPosition_AfterSeek()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2);
        var content = Bytes.Of(200_000);
        await cluster.Client.WriteAsync("/file", new MemoryStream(content), SmallBlocks, default);

        await using var file = await cluster.Client.OpenAsync("/file", default);
        file.Seek(-70_000, SeekOrigin.End);
        var tail = new byte[70_000];
        await file.ReadExactlyAsync(tail, default);

        Assert.Equal(content[130_000..], tail);
    }

    [Fact]
    public async Task File_IsInvisible_UntilItIsComplete()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2);
        await using var file = await cluster.Client.CreateAsync("/file", SmallBlocks, default);
        await file.WriteAsync(Bytes.Of(100_000), default);

        await Assert.ThrowsAsync<PathNotFoundException>(() => cluster.Client.StatusAsync("/file", default));
        await file.CompleteAsync(default);

        Assert.Equal(100_000, (await cluster.Client.StatusAsync("/file", default)).Length);
    }

    [Fact]
    public async Task Write_LeavesNothing_WhenItIsGivenUp()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2);
        await using (var file = await cluster.Client.CreateAsync("/file", SmallBlocks, default))
        {
            await file.WriteAsync(Bytes.Of(200_000), default);
        }

        await Assert.ThrowsAsync<PathNotFoundException>(() => cluster.Client.StatusAsync("/file", default));
        await Poll.UntilAsync(
            () => cluster.Workers.All(w => w.Ramdisk.Files().Count == 0),
            "the blocks of a write that was given up to go");
    }

    [Fact]
    public async Task Overwrite_ReplacesTheFile_AndDeletesItsOldBlocks()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2);
        var old = await cluster.Client.WriteAsync("/file", new MemoryStream(Bytes.Of(100, seed: 1)), null, default);
        var content = Bytes.Of(100, seed: 2);

        await Assert.ThrowsAsync<PathExistsException>(
            () => cluster.Client.WriteAsync("/file", new MemoryStream(content), null, default));
        await cluster.Client.WriteAsync(
            "/file", new MemoryStream(content), new CreateRequest { Overwrite = true }, default);

        using var read = new MemoryStream();
        await cluster.Client.ReadAsync("/file", read, default);
        Assert.Equal(content, read.ToArray());
        var oldFile = $"{old.Blocks![0].Id}.block";
        await Poll.UntilAsync(
            () => cluster.Workers.All(w => !w.Ramdisk.Files().Contains(oldFile)), "the old file's block to go");
    }

    [Fact]
    public async Task Write_GoesElsewhere_WhenAWorkerIsFull()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2);
        var full = await cluster.AddWorkerAsync(capacityBytes: 1024);
        full.Ramdisk.LooksEmpty = true;
        await cluster.WaitForAsync(s => s.WorkersLive == 3, "three workers");

        var written = await cluster.Client.WriteAsync(
            "/file",
            new MemoryStream(Bytes.Of(640_000)),
            new CreateRequest { BlockSizeBytes = 64 * 1024, Replication = 3 },
            default);

        Assert.All(written.Blocks!, b => Assert.Equal(2, b.Holders.Count));
        Assert.Empty(full.Ramdisk.Files());
    }

    [Fact]
    public async Task Write_FailsWithNoSpace_WhenEveryWorkerIsFull()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 2, capacityBytes: 100_000);

        var refusal = await Assert.ThrowsAsync<NoSpaceException>(() => cluster.Client.WriteAsync(
            "/file", new MemoryStream(Bytes.Of(500_000)), SmallBlocks, default));

        Assert.Contains("/file", refusal.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PathNotFoundException>(() => cluster.Client.StatusAsync("/file", default));
    }

    [Fact]
    public async Task ManyFiles_ReadBack_WhenWrittenAtOnce()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 5);
        var paths = Enumerable.Range(0, 40).Select(i => $"/many/{i % 4}/file-{i}").ToArray();

        await Task.WhenAll(paths.Select((path, i) =>
            cluster.Client.WriteAsync(
                path, new MemoryStream(Bytes.Of(5000 + i, i)), new CreateRequest { BlockSizeBytes = 2048 }, default)));

        await Task.WhenAll(paths.Select(async (path, i) =>
        {
            using var read = new MemoryStream();
            await cluster.Client.ReadAsync(path, read, default);
            Assert.Equal(Bytes.Of(5000 + i, i), read.ToArray());
        }));
        var status = await cluster.Client.MasterAsync(default);
        Assert.Equal((40, 6, 120), (status.Files, status.Directories, status.Blocks));
        Assert.Equal(0, status.BlocksUnderReplicated);
    }

    [Fact]
    public async Task Read_TakesTheOtherReplica_WhenOneIsDamaged()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 3);
        var content = Bytes.Of(10_000);
        var written = await cluster.Client.WriteAsync("/file", new MemoryStream(content), null, default);
        var block = written.Blocks!.Single();
        var damaged = cluster.WorkerOf(block.Holders[0]);
        damaged.Ramdisk.Damage(block.Id);

        for (var i = 0; i < 5; i++)
        {
            using var read = new MemoryStream();
            await cluster.Client.ReadAsync("/file", read, default);
            Assert.Equal(content, read.ToArray());
        }
    }

    [Fact]
    public async Task Block_IsReplicatedAgain_WhenAReplicaWasFoundDamaged()
    {
        await using var cluster = await TestCluster.StartAsync(workers: 3);
        var written = await cluster.Client.WriteAsync("/file", new MemoryStream(Bytes.Of(10_000)), null, default);
        var block = written.Blocks!.Single();
        var damaged = cluster.WorkerOf(block.Holders[0]);
        damaged.Ramdisk.Damage(block.Id);
        using var http = new HttpClient { BaseAddress = damaged.DataUri };

        using var answer = await http.GetAsync(new Uri($"/blocks/{block.Id}", UriKind.Relative));

        Assert.Equal(500, (int)answer.StatusCode);
        await Poll.UntilAsync(
            async () =>
            {
                var now = await cluster.Client.BlockAsync(block.Id, default);
                return now.State == BlockState.Available && now.Holders.Count == 2
                    && cluster.Workers.Count(w => w.Ramdisk.Files().Contains($"{block.Id}.block")) == 2;
            },
            "a second good replica");
    }
}

using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.WorkerImage.Blocks;

namespace ScaleSim.Reference.Tests.Workers;

/// <summary>The real thing: what a full tmpfs answers is up to the kernel.</summary>
public class TmpfsTests
{
    [RootFact]
    public async Task Tmpfs_RefusesCleanly_WhenItIsFull()
    {
        using var tmpfs = new TmpfsMount(sizeKiB: 256);
        var ramdisk = new Ramdisk(tmpfs.Path);
        var store = new BlockStore(ramdisk);
        store.Load();
        var taken = 0;

        var refusal = await Assert.ThrowsAsync<RamdiskFullException>(async () =>
        {
            for (; ; taken++)
            {
                await PutAsync(store, taken, 50_000);
            }
        });

        Assert.Equal(262_144, ramdisk.Usage.CapacityBytes);
        Assert.Equal(4, taken);
        Assert.Equal(4, Directory.GetFiles(tmpfs.Path).Length);
        Assert.Contains($"of its 262144 bytes", refusal.Message, StringComparison.Ordinal);
    }

    [RootFact]
    public async Task Tmpfs_RefusesCleanly_WhenItIsFullOnlyInTheMiddle()
    {
        using var tmpfs = new TmpfsMount(sizeKiB: 256);
        var store = new BlockStore(new LyingRamdisk(new Ramdisk(tmpfs.Path)));
        store.Load();

        await Assert.ThrowsAsync<RamdiskFullException>(() => PutAsync(store, 1, 400_000));

        Assert.Empty(Directory.GetFiles(tmpfs.Path));
        await PutAsync(store, 2, 100_000);
        store.Open(2).Dispose();
    }

    private static async Task PutAsync(BlockStore store, long id, int length)
    {
        using var writer = store.Receive(id, length);
        await writer.WriteAsync(new MemoryStream(Bytes.Of(length)), null, default);
    }
}

using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;
using ScaleSim.ReferenceProtocol.Errors;
using ScaleSim.WorkerImage.Blocks;

namespace ScaleSim.Reference.Tests.Workers;

public sealed class BlockStoreTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly TestRamdisk _ramdisk;
    private readonly BlockStore _store;

    public BlockStoreTests()
    {
        _ramdisk = new TestRamdisk(_directory.Make("ramdisk"), capacityBytes: 300_000);
        _store = new BlockStore(_ramdisk);
        _store.Load();
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(200_000)]
    public async Task Block_ReadsBack_AtEveryLength(int length)
    {
        var bytes = Bytes.Of(length);

        var info = await PutAsync(7, bytes);

        using var block = _store.Open(7);
        var read = new byte[length + 1];
        Assert.Equal(length, RandomAccess.Read(block.File, read, BlockFile.HeaderLength));
        Assert.Equal(bytes, read[..length]);
        Assert.Equal(new BlockInfo(7, length, Checksum.Of(bytes)), info);
    }

    [Fact]
    public async Task Block_IsRefused_WhenItsBytesAreNotTheOnesSent()
    {
        var refusal = await Assert.ThrowsAsync<BlockRefusedException>(
            () => PutAsync(7, Bytes.Of(100), expected: new Checksum(1)));

        Assert.Equal(ErrorCodes.ChecksumMismatch, refusal.Code);
        Assert.Empty(_ramdisk.Files());
        Assert.Equal(0, _store.Count);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(101)]
    public async Task Block_IsRefused_WhenItsLengthIsNotTheOneAnnounced(int length)
    {
        using var writer = _store.Receive(7, 100);

        await Assert.ThrowsAsync<BlockRefusedException>(
            () => writer.WriteAsync(new MemoryStream(Bytes.Of(length)), null, default));

        writer.Dispose();
        Assert.Empty(_ramdisk.Files());
    }

    [Fact]
    public async Task Block_IsRefused_WhenItsNumberIsTaken()
    {
        await PutAsync(7, Bytes.Of(100));

        var refusal = Assert.Throws<BlockRefusedException>(() => _store.Receive(7, 100));

        Assert.Equal(ErrorCodes.BlockExists, refusal.Code);
    }

    [Fact]
    public async Task Block_IsRefused_WhileAnotherWritesIt()
    {
        using (_store.Receive(7, 100))
        {
            var refusal = Assert.Throws<BlockRefusedException>(() => _store.Receive(7, 100));
            Assert.Equal(ErrorCodes.BlockBusy, refusal.Code);
        }

        await PutAsync(7, Bytes.Of(100));
        Assert.Equal(1, _store.Count);
    }

    [Fact]
    public async Task FullRamdisk_RefusesBeforeItReads()
    {
        await PutAsync(1, Bytes.Of(200_000));

        var refusal = await Assert.ThrowsAsync<RamdiskFullException>(() => PutAsync(2, Bytes.Of(200_000)));

        Assert.Contains("Block 2 of 200000 bytes", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["1.block"], _ramdisk.Files());
    }

    [Fact]
    public async Task FullRamdisk_LeavesNoTrace_WhenItIsFullInTheMiddle()
    {
        await PutAsync(1, Bytes.Of(200_000));
        _ramdisk.LooksEmpty = true;

        await Assert.ThrowsAsync<RamdiskFullException>(() => PutAsync(2, Bytes.Of(200_000)));

        Assert.Equal(["1.block"], _ramdisk.Files());
        _store.Delete(1);
        await PutAsync(2, Bytes.Of(200_000));
        _store.Open(2).Dispose();
    }

    [Fact]
    public async Task DamagedBlock_IsNeverOpened_AndIsGone()
    {
        await PutAsync(7, Bytes.Of(100_000));
        _store.Acknowledge(_store.Changes());
        _ramdisk.Damage(7);

        var refusal = Assert.Throws<BlockRefusedException>(() => _store.Open(7));

        Assert.Equal(ErrorCodes.BlockDamaged, refusal.Code);
        Assert.Equal([7], _store.Changes().Removed);
        Assert.Equal(ErrorCodes.BlockNotFound, Assert.Throws<BlockRefusedException>(() => _store.Open(7)).Code);
        Assert.Empty(_ramdisk.Files());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(50)]
    public async Task DamagedBlock_IsFound_WhenItsFileIsCut(int length)
    {
        await PutAsync(7, Bytes.Of(100));
        using (var file = File.OpenWrite(Path.Combine(_ramdisk.Directory, "7.block")))
        {
            file.SetLength(length);
        }

        Assert.Equal(ErrorCodes.BlockDamaged, Assert.Throws<BlockRefusedException>(() => _store.Open(7)).Code);
    }

    [Fact]
    public async Task DamagedBlock_IsFound_WhenItsFileIsAnotherBlocks()
    {
        await PutAsync(7, Bytes.Of(100, seed: 1));
        await PutAsync(8, Bytes.Of(100, seed: 2));
        var (seven, eight) = (Path.Combine(_ramdisk.Directory, "7.block"), Path.Combine(_ramdisk.Directory, "8.block"));
        File.Copy(eight, seven, overwrite: true);

        Assert.Equal(ErrorCodes.BlockDamaged, Assert.Throws<BlockRefusedException>(() => _store.Open(7)).Code);
    }

    [Fact]
    public async Task Load_FindsWholeBlocks_AndRemovesWhatIsNone()
    {
        await PutAsync(7, Bytes.Of(100));
        await File.WriteAllBytesAsync(Path.Combine(_ramdisk.Directory, "8.partial"), Bytes.Of(10));
        await File.WriteAllBytesAsync(Path.Combine(_ramdisk.Directory, "9.block"), Bytes.Of(100));
        await File.WriteAllTextAsync(Path.Combine(_ramdisk.Directory, "notes.txt"), "not ours");

        var store = new BlockStore(_ramdisk);
        store.Load();

        Assert.Equal([7], store.List().Select(b => b.Id));
        Assert.Equal(["7.block", "notes.txt"], _ramdisk.Files().Order());
        store.Open(7).Dispose();
    }

    [Fact]
    public async Task OpenBlock_StaysReadable_WhenItIsDeleted()
    {
        await PutAsync(7, Bytes.Of(100));

        using var block = _store.Open(7);
        Assert.True(_store.Delete(7));

        Assert.Equal(100, RandomAccess.Read(block.File, new byte[200], BlockFile.HeaderLength));
    }

    [Fact]
    public async Task Changes_AreToldAgain_UntilAcknowledged()
    {
        await PutAsync(1, Bytes.Of(10));
        _store.Delete(2);
        var first = _store.Changes();
        await PutAsync(3, Bytes.Of(10));

        Assert.Equal([1], first.Added.Select(b => b.Id));
        Assert.Equal([2], first.Removed);
        Assert.Equal([1, 3], _store.Changes().Added.Select(b => b.Id).Order());
        _store.Acknowledge(first);
        var second = _store.Changes();
        Assert.Equal([3], second.Added.Select(b => b.Id));
        Assert.Empty(second.Removed);
    }

    [Fact]
    public async Task Changes_KeepWhatIsNewer_ThanTheAcknowledgedOnes()
    {
        await PutAsync(1, Bytes.Of(10));
        var first = _store.Changes();
        _store.Delete(1);

        _store.Acknowledge(first);

        Assert.Equal([1], _store.Changes().Removed);
    }

    private async Task<BlockInfo> PutAsync(long id, byte[] bytes, Checksum? expected = null)
    {
        using var writer = _store.Receive(id, bytes.Length);
        return await writer.WriteAsync(new MemoryStream(bytes), expected, default);
    }
}

using System.Text;
using ScaleSim.Reference.Tests.Clusters;
using ScaleSim.ReferenceMaster;
using ScaleSim.ReferenceMaster.Files;
using ScaleSim.ReferenceMaster.Journals;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;

namespace ScaleSim.Reference.Tests.Journals;

public sealed class JournalTests : IDisposable
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    private readonly TempDirectory _directory = new();

    private string JournalPath => _directory.File("journal");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Journal_BringsBackWhatWasAppended()
    {
        await AppendAsync(
            new MakeDirectoryRecord("/a/b", At),
            Add("/a/file", 1, 10, 11),
            Add("/a/gone", 2, 12),
            new RenameRecord("/a/file", "/a/b/moved", At),
            new DeleteRecord("/a/gone", At));

        var metadata = await OpenAsync();

        Assert.Equal((1, 3, 2), (metadata.Tree.FileCount, metadata.Tree.DirectoryCount, metadata.Blocks.Count));
        var file = Assert.IsType<FileNode>(metadata.Tree.Find(PathName.Parse("/a/b/moved")));
        Assert.Equal([10, 11], file.Blocks.Select(b => b.Id));
        Assert.Equal(new BlockInfo(10, 100, new Checksum(10)), file.Blocks[0].Info);
    }

    [Fact]
    public async Task Journal_IsTheSame_HoweverOftenItIsOpened()
    {
        await AppendAsync(new MakeDirectoryRecord("/a", At));
        var bytes = await File.ReadAllBytesAsync(JournalPath);

        await OpenAsync();
        await OpenAsync();

        Assert.Equal(bytes, await File.ReadAllBytesAsync(JournalPath));
    }

    [Fact]
    public async Task Journal_IsTornAnywhereInItsLastRecord_AndTheOthersSurvive()
    {
        await AppendAsync(new MakeDirectoryRecord("/kept", At), new MakeDirectoryRecord("/torn", At));
        var whole = await File.ReadAllBytesAsync(JournalPath);
        var lastStart = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;

        for (var length = lastStart; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(JournalPath, whole[..length]);
            var metadata = await OpenAsync(expectedTornBytes: length - lastStart);
            Assert.NotNull(metadata.Tree.Find(PathName.Parse("/kept")));
            Assert.Null(metadata.Tree.Find(PathName.Parse("/torn")));
            Assert.Equal(lastStart, new FileInfo(JournalPath).Length);
        }
    }

    [Fact]
    public async Task Journal_GoesOnAfterATornEnd()
    {
        await AppendAsync(new MakeDirectoryRecord("/a", At));
        await File.AppendAllTextAsync(JournalPath, "0f2c1a9b {\"op\":\"mkd");

        await AppendAsync(new MakeDirectoryRecord("/b", At));

        var metadata = await OpenAsync();
        Assert.Equal(3, metadata.Tree.DirectoryCount);
    }

    [Fact]
    public async Task Journal_SurvivesAnEndOfZeros()
    {
        await AppendAsync(new MakeDirectoryRecord("/a", At));
        await using (var file = File.Open(JournalPath, FileMode.Append))
        {
            await file.WriteAsync(new byte[4096]);
        }

        Assert.Equal(2, (await OpenAsync(expectedTornBytes: 4096)).Tree.DirectoryCount);
    }

    [Fact]
    public async Task Journal_IsRefused_WhenItIsDamagedBeforeItsEnd()
    {
        await AppendAsync([.. "abc".Select(name => new MakeDirectoryRecord($"/{name}", At))]);
        var text = await File.ReadAllTextAsync(JournalPath);
        await File.WriteAllTextAsync(JournalPath, text.Replace("/b", "/x", StringComparison.Ordinal));

        var refusal = await Assert.ThrowsAsync<JournalException>(() => OpenAsync());

        Assert.Contains("damaged at line 3", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_IsRefused_WhenItIsAnotherRuns()
    {
        await AppendAsync(new MakeDirectoryRecord("/a", At));

        var refusal = Assert.Throws<JournalException>(
            () => JournalOpener.Open(JournalPath, "other", new Metadata(At), out _));

        Assert.Contains("belongs to run run-1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journal_IsRefused_WhenItMakesNoSense()
    {
        await AppendAsync(new DeleteRecord("/never-was", At));

        await Assert.ThrowsAsync<JournalException>(() => OpenAsync());
    }

    [Fact]
    public async Task Journal_IsRefused_WhenItDoesNotBeginLikeOne()
    {
        await File.WriteAllBytesAsync(JournalPath, JournalLine.Encode(new MakeDirectoryRecord("/a", At)));

        await Assert.ThrowsAsync<JournalException>(() => OpenAsync());
    }

    [Fact]
    public async Task Journal_IsRefused_WhenAnotherMasterHasIt()
    {
        await using var first = JournalOpener.Open(JournalPath, "run-1", new Metadata(At), out _);

        var refusal = Assert.Throws<JournalException>(
            () => JournalOpener.Open(JournalPath, "run-1", new Metadata(At), out _));

        Assert.Contains("Only one master may have it", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Journal_IsRefused_WhenItsDirectoryIsMissing() => Assert.Throws<JournalException>(
        () => JournalOpener.Open(_directory.File("none/journal"), "run-1", new Metadata(At), out _));

    [Fact]
    public async Task Journal_IsWrittenAnew_WhenMostOfItIsOver()
    {
        await using (var journal = JournalOpener.Open(JournalPath, "run-1", new Metadata(At), out _))
        {
            Task last = Task.CompletedTask;
            for (var i = 0; i < 6000; i++)
            {
                _ = journal.Append(new MakeDirectoryRecord("/temporary", At));
                last = journal.Append(new DeleteRecord("/temporary", At));
            }

            _ = journal.Append(new MakeDirectoryRecord("/kept/sub", At));
            _ = journal.Append(new ReserveRecord(500));
            last = journal.Append(Add("/kept/file", 7, 70));
            await last;
        }

        var before = new FileInfo(JournalPath).Length;
        var first = await OpenAsync();
        var after = new FileInfo(JournalPath).Length;
        var second = await OpenAsync();

        Assert.True(after < before / 100, $"{before} bytes became {after}");
        Assert.Equal(first.Snapshot().Select(Text).Order(), second.Snapshot().Select(Text).Order());
        Assert.Equal(501, second.NextId(out _));
        Assert.False(File.Exists(JournalPath + ".next"));
    }

    [Fact]
    public async Task Appends_AreAllDurable_WhenMadeAtOnce()
    {
        await using (var journal = JournalOpener.Open(JournalPath, "run-1", new Metadata(At), out _))
        {
            await Task.WhenAll(Enumerable.Range(0, 2000).Select(
                i => Task.Run(() => journal.Append(new MakeDirectoryRecord($"/d-{i}", At)))));
        }

        Assert.Equal(2001, (await OpenAsync()).Tree.DirectoryCount);
    }

    [Fact]
    public async Task Append_Fails_AndSaysSo_WhenTheDiskIsFull()
    {
        if (!File.Exists("/dev/full"))
        {
            return;
        }

        await using var journal = new FileJournal(
            new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));

        var failure = await Assert.ThrowsAsync<JournalException>(
            () => journal.Append(new MakeDirectoryRecord("/a", At)));

        Assert.Contains("/dev/full", failure.Message, StringComparison.Ordinal);
        Assert.Same(failure, await journal.Failed);
        await Assert.ThrowsAsync<JournalException>(() => journal.Append(new MakeDirectoryRecord("/b", At)));
    }

    [Fact]
    public void Ids_AreReservedInAdvance_AndNeverComeTwice()
    {
        var metadata = new Metadata(At);
        var first = metadata.NextId(out var reserve);
        Assert.Equal((1, 10_001), (first, reserve!.Id));
        Assert.Equal(2, metadata.NextId(out var none));
        Assert.Null(none);

        var next = new Metadata(At);
        next.Apply(reserve);
        next.SkipReservedIds();

        Assert.Equal(10_002, next.NextId(out _));
    }

    private static string Text(JournalRecord record) => Encoding.UTF8.GetString(JournalLine.Encode(record));

    private static AddFileRecord Add(string path, long id, params long[] blocks) => new(
        path, id, 2, 100, [.. blocks.Select(b => new BlockInfo(b, 100, new Checksum((uint)b)))], At, At);

    private async Task AppendAsync(params JournalRecord[] records)
    {
        await using var journal = JournalOpener.Open(JournalPath, "run-1", new Metadata(At), out _);
        await Task.WhenAll(records.Select(journal.Append));
    }

    private async Task<Metadata> OpenAsync(long expectedTornBytes = 0)
    {
        var metadata = new Metadata(At);
        await using var journal = JournalOpener.Open(JournalPath, "run-1", metadata, out var tornBytes);
        Assert.Equal(expectedTornBytes, tornBytes);
        return metadata;
    }
}

using ScaleSim.Core.Reports;

namespace ScaleSim.Core.Tests.Reports;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Write_ReplacesTheFileAndLeavesNothingElse()
    {
        string path = _directory.PathOf("file");
        AtomicFile.Write(path, stream => stream.Write("a long old text"u8));
        AtomicFile.Write(path, stream => stream.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Write_KeepsTheOldFile_WhenItFailsHalfWay()
    {
        string path = _directory.PathOf("file");
        AtomicFile.Write(path, stream => stream.Write("old"u8));

        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the n"u8);
            throw new IOException("No space left on device");
        }));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_directory.Path));
    }

    public void Dispose() => _directory.Dispose();
}

using ScaleSim.Core.Hosts;

namespace ScaleSim.Core.Tests.Hosts;

public sealed class HostFilesTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("scalesim-hostfiles-");

    private readonly HostFiles _files = new();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Read_GivesTheText_OfAFile()
    {
        string path = Path.Combine(_directory.FullName, "maxkeys");
        File.WriteAllText(path, "200\n");

        Assert.Equal("200\n", _files.Read(path));
    }

    [Fact]
    public void Read_GivesNull_ForWhatIsMissingOrADirectory()
    {
        Assert.Null(_files.Read(Path.Combine(_directory.FullName, "missing", "file")));
        Assert.Null(_files.Read(_directory.FullName));
    }

    [Fact]
    public void List_NamesFilesAndDirectories_WithoutTheirPath()
    {
        File.WriteAllText(Path.Combine(_directory.FullName, "file"), "");
        _directory.CreateSubdirectory("42");

        Assert.Equal(["42", "file"], _files.List(_directory.FullName).Order(StringComparer.Ordinal));
        Assert.Empty(_files.List(Path.Combine(_directory.FullName, "missing")));
    }

    [Fact]
    public void FreeBytes_LooksAtTheParent_OfWhatDoesNotExistYet()
    {
        string missing = Path.Combine(_directory.FullName, "missing", "below");

        Assert.InRange(_files.FreeBytes(missing) ?? -1, 0, long.MaxValue);
    }

    [Fact]
    public void FreeBytes_GivesNothing_ForNoPath() => Assert.Null(_files.FreeBytes(""));
}

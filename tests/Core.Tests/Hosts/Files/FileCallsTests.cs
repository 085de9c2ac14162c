using ScaleSim.Core.Hosts.Files;
using ScaleSim.Core.Tests.Reports;

namespace ScaleSim.Core.Tests.Hosts.Files;

public sealed class FileCallsTests : IDisposable
{
    private const int NoEntry = 2;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ReadStatus_TellsALinkFromWhatItLeadsTo()
    {
        string file = _directory.PathOf("file");
        File.WriteAllText(file, "12345");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        string link = _directory.PathOf("link");
        File.CreateSymbolicLink(link, file);

        Assert.Equal(0, FileCalls.ReadStatus(link, follow: true, out FileStatus followed));
        Assert.Equal(0, FileCalls.ReadStatus(link, follow: false, out FileStatus itself));

        Assert.Equal((0x8000 | 0b100_100_000, 5L, 1u), (followed.Mode, followed.SizeBytes, followed.Links));
        Assert.Equal(0xa000, itself.Mode & 0xf000);
        Assert.Equal((followed.User, followed.Group), (itself.User, itself.Group));
    }

    [Fact]
    public void ReadStatus_GivesTheError_WhereThereIsNothing() =>
        Assert.Equal(NoEntry, FileCalls.ReadStatus(_directory.PathOf("nothing"), follow: true, out _));

    [Fact]
    public void TryChangeOwner_DoesWhatItCan()
    {
        string file = _directory.PathOf("file");
        File.WriteAllText(file, "");
        Assert.Equal(0, FileCalls.ReadStatus(file, follow: true, out FileStatus status));

        Assert.True(FileCalls.TryChangeOwner(file, status.User, status.Group));
        Assert.False(FileCalls.TryChangeOwner(_directory.PathOf("nothing"), status.User, status.Group));
    }
}

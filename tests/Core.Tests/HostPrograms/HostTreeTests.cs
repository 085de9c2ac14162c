using System.Net.Sockets;
using ScaleSim.Core.HostPrograms.Files;
using ScaleSim.Core.Tests.Reports;

namespace ScaleSim.Core.Tests.HostPrograms;

/// <summary>The real file system.</summary>
public sealed class HostTreeTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HostTree _tree = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Find_TellsKindModeLengthAndTarget()
    {
        string file = _directory.PathOf("file");
        File.WriteAllText(file, "12345");
        File.SetUnixFileMode(file, (UnixFileMode)0b110_100_000);
        string folder = _directory.PathOf("folder");
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, (UnixFileMode)0b1_111_111_111);
        File.CreateSymbolicLink(_directory.PathOf("link"), "no/where");

        Assert.Equal(new PathStatus(PathKind.File, (UnixFileMode)0b110_100_000, 5), _tree.Find(file));
        Assert.Equal(new PathStatus(PathKind.Directory, (UnixFileMode)0b1_111_111_111), _tree.Find(folder));
        PathStatus link = _tree.Find(_directory.PathOf("link"))!;
        Assert.Equal((PathKind.SymbolicLink, "no/where"), (link.Kind, link.LinkTarget));
        Assert.Null(_tree.Find(_directory.PathOf("nothing")));
        Assert.Null(_tree.Find(file + "/below"));
        Assert.Equal(["file", "folder", "link"], _tree.List(_directory.Path));
    }

    [Fact]
    public void Find_KnowsDevicesAndSockets_WithoutOpeningThem()
    {
        string path = _directory.PathOf("socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));

        Assert.Equal(PathKind.Special, _tree.Find(path)!.Kind);
        Assert.Equal(PathKind.Special, _tree.Find("/dev/null")!.Kind);
    }

    [Fact]
    public void HiddenNames_AreListed()
    {
        File.WriteAllText(_directory.PathOf(".hidden"), "");

        Assert.Equal([".hidden"], _tree.List(_directory.Path));
    }

    /// <summary>Root may read everything; for anybody else, a closed directory is not an empty one.</summary>
    [Fact]
    public void ClosedDirectory_IsAnError_ToThoseItIsClosedTo()
    {
        string closed = _directory.PathOf("closed");
        Directory.CreateDirectory(closed);
        File.WriteAllText(Path.Combine(closed, "file"), "");
        File.SetUnixFileMode(closed, UnixFileMode.None);
        try
        {
            if (Environment.IsPrivilegedProcess)
            {
                Assert.Equal(["file"], _tree.List(closed));
                Assert.NotNull(_tree.Find(Path.Combine(closed, "file")));
            }
            else
            {
                Assert.Throws<UnauthorizedAccessException>(() => _tree.List(closed));
                Assert.Throws<UnauthorizedAccessException>(() => _tree.Find(Path.Combine(closed, "file")));
            }
        }
        finally
        {
            File.SetUnixFileMode(closed, (UnixFileMode)0b111_000_000);
        }
    }

    [Fact]
    public void NameThatIsTooLong_IsAnError() =>
        Assert.ThrowsAny<IOException>(() => _tree.Find(_directory.PathOf(new string('x', 300))));
}

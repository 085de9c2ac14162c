using ScaleSim.Docker.Images;

namespace ScaleSim.Docker.Tests.Images;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>Modes that a umask makes differ are evened out; what all may write to stays so.</summary>
    [Theory]
    [InlineData("1777", "1777")]
    [InlineData("0777", "0777")]
    [InlineData("0775", "0755")]
    [InlineData("0755", "0755")]
    [InlineData("0700", "0755")]
    public void Directories_KeepTheModeThatIsMeant(string mode, string expected)
    {
        string folder = _directory.File("tmp");
        Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, (UnixFileMode)Convert.ToInt32(mode, 8));

        ImageFile read = Assert.Single(ImageFolder.Read(_directory.Path));

        Assert.Equal((UnixFileMode)Convert.ToInt32(expected, 8), read.Mode);
    }
}

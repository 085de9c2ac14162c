using ScaleSim.Core.Hosts.Limits;

namespace ScaleSim.Core.Tests.Hosts.Limits;

public sealed class DaemonSettingsTests
{
    [Fact]
    public void Read_GivesTheDefaults_WithoutFlagsAndFile() =>
        Assert.Equal(new DaemonSettings(true, "/var/lib/docker", false), Read([]));

    [Fact]
    public void Read_TakesTheFlag_WhereTheFileSaysOtherwise() => Assert.Equal(
        "/flag",
        Read(["--data-root=/flag"], ("/etc/docker/daemon.json", """{"data-root": "/file"}""")).DataRoot);

    [Fact]
    public void Read_TakesTheFileThatTheFlagNames_InsteadOfTheUsual() => Assert.Equal(
        "/mine",
        Read(
            ["--config-file", "/opt/daemon.json"],
            ("/etc/docker/daemon.json", """{"data-root": "/file"}"""),
            ("/opt/daemon.json", """{"data-root": "/mine"}""")).DataRoot);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"data-root\": 3}")]
    [InlineData("{\"data-root\": \"/file\"")]
    public void Read_GivesTheDefaults_WhereTheFileIsMalformed(string text) =>
        Assert.Equal(new DaemonSettings(true, "/var/lib/docker", false), Read([], ("/etc/docker/daemon.json", text)));

    private static DaemonSettings Read(string[] arguments, params (string Path, string Text)[] files)
    {
        FakeHostFiles fake = [];
        foreach ((string path, string text) in files)
        {
            fake[path] = text;
        }

        return DaemonSettings.Read(fake, new DaemonProcess(812, ["dockerd", .. arguments]));
    }
}

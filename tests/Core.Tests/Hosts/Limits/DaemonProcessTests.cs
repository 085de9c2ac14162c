using ScaleSim.Core.Hosts.Limits;

namespace ScaleSim.Core.Tests.Hosts.Limits;

public sealed class DaemonProcessTests
{
    private readonly FakeHostFiles _files = [];

    [Fact]
    public void Find_TakesTheOnlyOne_WhateverItsSocket()
    {
        AddDaemon(812, "dockerd\0-H\0unix:///a.sock\0");

        Assert.Equal(812, DaemonProcess.Find(_files, socket: null)?.ProcessId);
    }

    [Theory]
    [InlineData(null, 812)]
    [InlineData("/var/run/docker.sock", 812)]
    [InlineData("/a.sock", 900)]
    [InlineData("/b.sock", 901)]
    [InlineData("/elsewhere.sock", null)]
    public void Find_GoesBySocket_WhereThereAreSeveral(string? socket, int? processId)
    {
        AddDaemon(812, "dockerd\0--userland-proxy=false\0");
        AddDaemon(900, "dockerd\0-H\0unix:///a.sock\0");
        AddDaemon(901, "dockerd\0--host=unix:///b.sock\0");

        Assert.Equal(processId, DaemonProcess.Find(_files, socket)?.ProcessId);
    }

    [Fact]
    public void Find_TakesASocketOfTheInitSystemForTheUsual_WhereThereAreSeveral()
    {
        AddDaemon(812, "dockerd\0-H\0fd://\0");
        AddDaemon(900, "dockerd\0-H\0unix:///a.sock\0");

        Assert.Equal(812, DaemonProcess.Find(_files, "/run/docker.sock")?.ProcessId);
    }

    [Fact]
    public void Find_GivesNothing_WhereTwoCouldBeMeant()
    {
        AddDaemon(812, "dockerd\0");
        AddDaemon(900, "dockerd\0");

        Assert.Null(DaemonProcess.Find(_files, socket: null));
    }

    [Fact]
    public void Find_PassesOver_WhatIsNoDaemonOrHidesItsCommandLine()
    {
        _files["/proc/1/comm"] = "init\n";
        _files["/proc/1/cmdline"] = "init\0";
        _files["/proc/meminfo"] = "";
        _files["/proc/900/comm"] = "dockerd\n";

        Assert.Null(DaemonProcess.Find(_files, socket: null));
    }

    [Theory]
    [InlineData("dockerd\0--data-root=/mnt/a\0", "/mnt/a")]
    [InlineData("dockerd\0--data-root\0/mnt/a\0", "/mnt/a")]
    [InlineData("dockerd\0--data-root\0/mnt/a\0--data-root=/mnt/b\0", "/mnt/b")]
    [InlineData("dockerd\0--data-root\0", null)]
    [InlineData("dockerd\0", null)]
    public void Option_ReadsBothForms_AndTheLastOneCounts(string commandLine, string? value)
    {
        AddDaemon(812, commandLine);

        Assert.Equal(value, DaemonProcess.Find(_files, socket: null)?.Option("--data-root"));
    }

    [Theory]
    [InlineData("Name:\tdockerd\nUid:\t1000\t1000\t1000\t1000\n", 1000)]
    [InlineData("Name:\tdockerd\nUid:\n", null)]
    [InlineData("", null)]
    public void ReadUser_GivesTheRealUser_OrNothing(string status, int? user)
    {
        AddDaemon(812, "dockerd\0");
        _files["/proc/812/status"] = status;

        Assert.Equal(user, DaemonProcess.Find(_files, socket: null)?.ReadUser(_files));
    }

    private void AddDaemon(int processId, string commandLine)
    {
        _files[$"/proc/{processId}/comm"] = "dockerd\n";
        _files[$"/proc/{processId}/cmdline"] = commandLine;
    }
}

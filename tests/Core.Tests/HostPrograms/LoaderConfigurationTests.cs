using ScaleSim.Core.HostPrograms.Libraries;

namespace ScaleSim.Core.Tests.HostPrograms;

public sealed class LoaderConfigurationTests
{
    [Fact]
    public void Directories_ComeFromIncludedFiles_InTheirOrder_EachOnce()
    {
        FakeHostTree tree = new FakeHostTree()
            .File("/etc/ld.so.conf", "include /etc/ld.so.conf.d/*.conf\ninclude more.conf\n/last\n/first # again\n")
            .File("/etc/ld.so.conf.d/b.conf", "# Multiarch\n\n  /second/ \r\n/third=libc6\nhwcap 1 x\nrelative\n")
            .File("/etc/ld.so.conf.d/a.conf", "/first\n")
            .File("/etc/ld.so.conf.d/.hidden.conf", "/hidden\n")
            .File("/etc/ld.so.conf.d/c.bak", "/backup\n")
            .File("/etc/more.conf", "/more\n");

        Assert.Equal(
            ["/first", "/second", "/third", "/more", "/last"], LoaderConfiguration.ReadDirectories(tree));
    }

    [Fact]
    public void FilesThatIncludeEachOther_AreReadOnce()
    {
        FakeHostTree tree = new FakeHostTree()
            .File("/etc/ld.so.conf", "include ld.so.conf a.conf\n")
            .File("/etc/a.conf", "include ld.so.conf\n/a\n");

        Assert.Equal(["/a"], LoaderConfiguration.ReadDirectories(tree));
    }

    [Fact]
    public void MachineWithoutSettings_HasNoDirectories() =>
        Assert.Empty(LoaderConfiguration.ReadDirectories(new FakeHostTree()));
}

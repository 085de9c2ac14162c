using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.Tests.HostPrograms;

public sealed class PathWalkerTests
{
    private static readonly FakeHostTree Tree = new FakeHostTree()
        .Link("/lib", "usr/lib")
        .File("/usr/lib/a/libx.so.1.2", "x")
        .Link("/usr/lib/a/libx.so.1", "libx.so.1.2")
        .Link("/usr/lib/b", "/usr/lib/a/../a/.")
        .Link("/loop", "pool")
        .Link("/pool", "/loop")
        .Link("/nowhere", "gone");

    [Theory]
    [InlineData("/lib/a/libx.so.1", "/usr/lib/a/libx.so.1.2")]
    [InlineData("/lib/b/libx.so.1", "/usr/lib/a/libx.so.1.2")]
    [InlineData("//lib/./a//libx.so.1", "/usr/lib/a/libx.so.1.2")]
    [InlineData("/lib/b/..", "/usr/lib")]
    [InlineData("/../../usr", "/usr")]
    [InlineData("/", "/")]
    public void Path_LeadsWhereTheKernelWouldGo(string path, string expected) =>
        Assert.Equal(expected, PathWalker.Resolve(Tree, path)?.Path);

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/lib/c")]
    [InlineData("/usr/lib/a/libx.so.1/more")]
    public void Path_ToNothing_IsNull(string path) => Assert.Null(PathWalker.Resolve(Tree, path));

    [Fact]
    public void Links_InACircle_AreRefused() =>
        Assert.Throws<LinkLoopException>(() => PathWalker.Resolve(Tree, "/loop/a"));

    [Fact]
    public void Links_ThatArePassed_AreTold()
    {
        var passed = new List<string>();

        PathWalker.Follow("/lib/b/libx.so.1", Tree.Find, (path, link) => passed.Add($"{path} {link.LinkTarget}"));

        Assert.Equal(["/lib usr/lib", "/usr/lib/b /usr/lib/a/../a/.", "/usr/lib/a/libx.so.1 libx.so.1.2"], passed);
    }

    [Theory]
    [InlineData("/a/b", "/a", true)]
    [InlineData("/a", "/a", true)]
    [InlineData("/ab", "/a", false)]
    [InlineData("/ab", "/", true)]
    public void IsIn_ComparesWholeNames(string path, string directory, bool expected) =>
        Assert.Equal(expected, PathWalker.IsIn(path, directory));
}

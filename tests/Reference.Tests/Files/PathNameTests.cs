using ScaleSim.ReferenceMaster.Errors;
using ScaleSim.ReferenceMaster.Files;

namespace ScaleSim.Reference.Tests.Files;

public class PathNameTests
{
    [Theory]
    [InlineData("/", 0)]
    [InlineData("/a", 1)]
    [InlineData("/a/b.txt", 2)]
    [InlineData("/with space/ünï%20/...", 3)]
    public void Path_IsTheSameAgain_AsText(string text, int depth)
    {
        var path = PathName.Parse(text);

        Assert.Equal((text, depth), (path.ToString(), path.Names.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("//")]
    [InlineData("/a/")]
    [InlineData("/a//b")]
    [InlineData("/a/../b")]
    [InlineData("/./a")]
    [InlineData("/a\nb")]
    [InlineData("/a\0b")]
    public void Path_IsRefused_WhenItIsNone(string text)
    {
        var refusal = Assert.Throws<MasterException>(() => PathName.Parse(text));

        Assert.Equal("bad-path", refusal.Error.Code);
    }

    [Fact]
    public void Path_IsRefused_WhenItIsTooLongOrTooDeep()
    {
        Assert.Throws<MasterException>(() => PathName.Parse("/" + new string('ä', 128)));
        Assert.Throws<MasterException>(() => PathName.Parse(string.Concat(Enumerable.Repeat("/a", 65))));
        PathName.Parse("/" + new string('a', 255));
        PathName.Parse(string.Concat(Enumerable.Repeat("/a", 64)));
    }

    [Theory]
    [InlineData("/a/b", "/a", true)]
    [InlineData("/a", "/a", true)]
    [InlineData("/ab", "/a", false)]
    [InlineData("/a", "/", true)]
    [InlineData("/a", "/a/b", false)]
    public void Path_KnowsWhatItIsIn(string path, string other, bool isWithin) =>
        Assert.Equal(isWithin, PathName.Parse(path).IsWithin(PathName.Parse(other)));
}

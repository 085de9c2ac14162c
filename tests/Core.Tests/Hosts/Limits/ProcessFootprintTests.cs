using ScaleSim.Core.Hosts.Limits;

namespace ScaleSim.Core.Tests.Hosts.Limits;

public sealed class ProcessFootprintTests
{
    private readonly FakeHostFiles _files = new()
    {
        ["/proc/42/status"] = "Name:\tscalesim-worker\nPPid:\t2615\nRssAnon:\t    2416 kB\nThreads:\t11\n",
    };

    [Fact]
    public void TryRead_CountsOpenFiles_WhereTheyMayBeSeen()
    {
        Assert.Equal(new ProcessFootprint(2615, 2416 * 1024, 11, null), ProcessFootprint.TryRead(_files, 42));
        _files["/proc/42/fd/0"] = "";
        _files["/proc/42/fd/7"] = "";
        Assert.Equal(2, ProcessFootprint.TryRead(_files, 42)!.OpenFiles);
    }

    [Fact]
    public void TryRead_GivesNothing_ForAProcessThatIsGone() => Assert.Null(ProcessFootprint.TryRead(_files, 43));
}

using ScaleSim.Core.Hosts.Limits;

namespace ScaleSim.Core.Tests.Hosts.Limits;

public sealed class ControlGroupTests
{
    private static readonly ControlGroup Expected = new(5_000_000, 12, TimeSpan.FromMilliseconds(250));

    [Fact]
    public void TryRead_AddsUpTheTrees_OfVersion1() => Assert.Equal(Expected, ControlGroup.TryRead(
        new FakeHostFiles
        {
            ["/proc/42/cgroup"] = "9:memory:/docker/4f5e\n8:pids:/docker/4f5e\n4:cpu,cpuacct:/docker/4f5e\n0::/\n",
            ["/sys/fs/cgroup/memory/docker/4f5e/memory.usage_in_bytes"] = "6000000\n",
            ["/sys/fs/cgroup/memory/docker/4f5e/memory.stat"] = "cache 9\ntotal_inactive_file 1000000\n",
            ["/sys/fs/cgroup/pids/docker/4f5e/pids.current"] = "12\n",
            ["/sys/fs/cgroup/cpuacct/docker/4f5e/cpuacct.usage"] = "250000000\n",
        },
        42));

    [Fact]
    public void TryRead_ReadsTheOneTree_OfVersion2() => Assert.Equal(Expected, ControlGroup.TryRead(
        new FakeHostFiles
        {
            ["/proc/42/cgroup"] = "0::/system.slice/docker-4f5e.scope\n",
            ["/sys/fs/cgroup/system.slice/docker-4f5e.scope/memory.current"] = "6000000\n",
            ["/sys/fs/cgroup/system.slice/docker-4f5e.scope/memory.stat"] = "anon 9\ninactive_file 1000000\n",
            ["/sys/fs/cgroup/system.slice/docker-4f5e.scope/pids.current"] = "12\n",
            ["/sys/fs/cgroup/system.slice/docker-4f5e.scope/cpu.stat"] = "usage_usec 250000\nuser_usec 9\n",
        },
        42));

    [Fact]
    public void TryRead_GivesNothing_WhereTheGroupsAreMountedElsewhere() => Assert.Null(ControlGroup.TryRead(
        new FakeHostFiles { ["/proc/42/cgroup"] = "0::/../../elsewhere\n" }, 42));

    [Fact]
    public void TryRead_GivesNothing_ForAProcessThatIsGone() =>
        Assert.Null(ControlGroup.TryRead(new FakeHostFiles(), 42));
}

using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Tests.Engine;

public sealed class KernelLogTests
{
    private const string Container = OomReport.Container;
    private const string Own = $"/docker/{Container}";
    private const string Sibling = $"/docker/{OomReport.Sibling}";

    [Fact]
    public void Kill_OfAContainer_IsFoundWithItsUseItsLimitAndItsTmpfs()
    {
        string log = OomReport.OfGroup(Sibling, Sibling)
            + OomReport.OfGroup(Own, Own, 45056, "<6>[  903.4] shmem 12582912");

        Assert.Equal(
            new OutOfMemoryKill(Own, Own)
            {
                SinceBoot = TimeSpan.FromSeconds(900.3),
                UseBytes = 45056L * 1024,
                LimitBytes = 45056L * 1024,
                SharedBytes = 12582912,
            },
            KernelLog.Find(log, Container));
    }

    [Fact]
    public void Kill_IsTheLatest_WhereThereAreSeveral()
    {
        string log = OomReport.OfGroup(Own, Own, 100) + OomReport.OfGroup(Own, Own, 200);

        Assert.Equal(200L * 1024, KernelLog.Find(log, Container)?.UseBytes);
    }

    [Fact]
    public void Kill_OnAnOlderKernel_HasItsCountersOnOneLine()
    {
        string log = OomReport.OfGroup(
            Own,
            Own,
            100,
            $"<6>[ 1.0] Memory cgroup stats for {Own}: cache:16384KB rss:24KB shmem:16KB swap:0KB");

        Assert.Equal(16L * 1024, KernelLog.Find(log, Container)?.SharedBytes);
    }

    [Fact]
    public void Kill_OfSomebodyElse_IsNotTaken_AlsoWhereTheContainerAskedForTheMemory()
    {
        Assert.Null(KernelLog.Find(OomReport.OfGroup("/docker", Sibling, asker: Container), Container));
        Assert.Null(KernelLog.Find("", Container));
    }

    [Fact]
    public void Kill_SaysWhoseLimitItWas()
    {
        OutOfMemoryKill? own = KernelLog.Find(OomReport.OfGroup(Own, Own), Container);
        OutOfMemoryKill? above = KernelLog.Find(OomReport.OfGroup("/docker", Own), Container);
        OutOfMemoryKill? machine = KernelLog.Find(OomReport.OfMachine(Own), Container);

        Assert.Equal(
            [("worker", 9000L * 1024), ("/docker", 9000L * 1024), ("machine", null)],
            new[] { own, above, machine }
                .Select(kill => kill!.ShortageOf(Container))
                .Select(shortage => (shortage.Of, shortage.LimitBytes)));
        Assert.Equal(TimeSpan.FromSeconds(900.3), machine?.SinceBoot);
        Assert.Null(machine?.UseBytes);
    }

    [Fact]
    public void Kill_OfASystemdScope_IsFoundByTheContainersId()
    {
        string scope = $"/system.slice/docker-{Container}.scope";

        Assert.Equal(
            ("worker", "/system.slice"),
            (KernelLog.Find(OomReport.OfGroup(scope, scope), Container)!.ShortageOf(Container).Of,
                KernelLog.Find(OomReport.OfGroup("/system.slice", scope), Container)!.ShortageOf(Container).Of));
    }

    [Fact]
    public void Counters_OfTheReportBefore_AreNotTaken()
    {
        string cut = "<4>[ 3.0] worker invoked oom-killer: gfp_mask=0xcc0\n"
            + $"<6>[ 3.1] oom-kill:constraint=CONSTRAINT_MEMCG,oom_memcg={Own},task_memcg={Own},task=x\n";

        OutOfMemoryKill? kill = KernelLog.Find(OomReport.OfGroup(Sibling, Sibling) + cut, Container);

        Assert.Equal((null, null, null), (kill!.UseBytes, kill.LimitBytes, kill.SharedBytes));
    }

    [Fact]
    public void SharedKill_IsOneOfOthersBelowTheSameGroup()
    {
        string above = OomReport.OfGroup("/docker", Sibling);

        Assert.Equal("/docker", KernelLog.FindShared(above, Container, Own)?.Group);
        Assert.Equal("/docker", KernelLog.FindShared(above, Container, path: null)?.Group);
        Assert.Null(KernelLog.FindShared(above, Container, $"/docker-too/{Container}"));
        Assert.Null(KernelLog.FindShared(OomReport.OfGroup(Sibling, Sibling), Container, Own));
        Assert.Null(KernelLog.FindShared(OomReport.OfGroup("/docker", Own), Container, Own));
        Assert.Null(KernelLog.FindShared(OomReport.OfMachine(Sibling), Container, Own));
    }
}

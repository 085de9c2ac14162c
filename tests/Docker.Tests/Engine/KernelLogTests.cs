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

    /// <summary>As a real kernel (6.18) did it where another processor wrote a message in the same moment.</summary>
    [Theory]
    [InlineData(",cpuset=")]
    [InlineData("cpuset=", "asker", ",mems_allowed=0", ",oom_memcg=", "/docker", ",task_memcg=", ",task=")]
    [InlineData(",mems_allowed=0")]
    [InlineData(",oom_memcg=")]
    [InlineData("/docker,")]
    [InlineData(",task_memcg=")]
    [InlineData("/docker/9b2c")]
    [InlineData(",task=worker")]
    public void Kill_IsFound_WhereMessagesOfOthersBreakItsLine(params string[] beginnings)
    {
        ArgumentNullException.ThrowIfNull(beginnings);
        string report = OomReport.OfGroup("/docker", Own, at: 900.3);
        int line = report.IndexOf("oom-kill:", StringComparison.Ordinal);
        foreach (string beginning in beginnings)
        {
            int place = report.IndexOf(beginning, line, StringComparison.Ordinal);
            report = report.Insert(
                place, "\n<6>[  900.300001] br0: port 1(veth0) entered disabled state\n<4>[  900.300002][ T4711] ");
        }

        OutOfMemoryKill? kill = KernelLog.Find(report + OomReport.OfGroup(Sibling, Sibling), Container);

        Assert.Equal(
            (Own, "/docker", 9000L * 1024, TimeSpan.FromSeconds(900.3)),
            (kill?.Victim, kill?.Group, kill?.UseBytes, kill?.SinceBoot));
    }

    [Fact]
    public void Kill_WhoseLineIsNotYetWhole_IsNone()
    {
        string report = OomReport.OfGroup(Own, Own);
        string cut = report[..report.IndexOf(",task_memcg", StringComparison.Ordinal)];

        Assert.Null(KernelLog.Find(cut, Container));
        Assert.NotNull(
            KernelLog.Find(report + cut + "\n<6>[  901.0] br0: port 1(veth0) entered disabled state", Container));
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

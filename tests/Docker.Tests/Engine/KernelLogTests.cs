using ScaleSim.Docker.Engine;

namespace ScaleSim.Docker.Tests.Engine;

public sealed class KernelLogTests
{
    private const string Container = "9b2c0f5d6a7e8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c";

    [Fact]
    public void Kill_OfAContainer_IsFoundWithItsUseAndItsTmpfs()
    {
        string log = Report("other", 9000, "<6>[  901.2] shmem 999")
            + Report(Container, 45056, "<6>[  903.4] shmem 12582912");

        Assert.Equal(new OutOfMemoryKill(45056L * 1024, 12582912), KernelLog.Find(log, Container));
    }

    [Fact]
    public void Kill_IsTheLatest_WhereThereAreSeveral()
    {
        string log = Report(Container, 100, "<6>[ 1.0] shmem 1") + Report(Container, 200, "<6>[ 2.0] shmem 2");

        Assert.Equal(new OutOfMemoryKill(200L * 1024, 2), KernelLog.Find(log, Container));
    }

    [Fact]
    public void Kill_OnAnOlderKernel_HasItsCountersOnOneLine()
    {
        string log = Report(
            Container,
            100,
            $"<6>[ 1.0] Memory cgroup stats for /docker/{Container}: cache:16384KB rss:24KB shmem:16KB swap:0KB");

        Assert.Equal(new OutOfMemoryKill(100L * 1024, 16L * 1024), KernelLog.Find(log, Container));
    }

    [Fact]
    public void Kill_OfSomebodyElse_IsNotTaken()
    {
        Assert.Null(KernelLog.Find(Report("other", 9000, "<6>[ 1.0] shmem 999"), Container));
        Assert.Null(KernelLog.Find("", Container));
    }

    [Fact]
    public void Counters_OfTheReportBefore_AreNotTaken()
    {
        string cut = "<4>[ 3.0] worker invoked oom-killer: gfp_mask=0xcc0\n"
            + $"<6>[ 3.1] oom-kill:task_memcg=/docker/{Container}\n";

        Assert.Null(KernelLog.Find(Report("other", 9000, "<6>[ 1.0] shmem 999") + cut, Container));
    }

    private static string Report(string container, long useKilobytes, string counters) =>
        $"""
        <4>[  900.1] scalesim-worker invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=500
        <4>[  900.1] Call Trace:
        <6>[  900.2] memory: usage {useKilobytes}kB, limit {useKilobytes}kB, failcnt 57
        <6>[  900.2] memory+swap: usage {useKilobytes}kB, limit {useKilobytes}kB, failcnt 0
        <6>[  900.2] Memory cgroup stats for /docker/{container}:
        {counters}
        <6>[  900.3] oom-kill:constraint=CONSTRAINT_MEMCG,task_memcg=/docker/{container},task=worker,pid=812,uid=0
        <3>[  900.3] Memory cgroup out of memory: Killed process 812 (scalesim-worker) total-vm:1kB, shmem-rss:0kB

        """;
}

using System.Globalization;

namespace ScaleSim.Docker.Tests.Engine;

/// <summary>What the kernel writes of one kill, cut to a tenth.</summary>
internal static class OomReport
{
    public const string Container = "9b2c0f5d6a7e8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c";

    public const string Sibling = "aa2c0f5d6a7e8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f1a2b3c";

    /// <value>The time of a kill that was this very moment.</value>
    public static double Now => Environment.TickCount64 / 1000.0;

    /// <summary>Of a control group at its limit: the victim's own, or one above it.</summary>
    /// <param name="counters">The lines of the group's counters.</param>
    /// <param name="asker">
    /// The container of the process that asked for memory, which need not be the one that is killed.
    /// </param>
    public static string OfGroup(
        string group,
        string victim,
        long useKilobytes = 9000,
        string counters = "<6>[  901.2] shmem 4096",
        string asker = "asker",
        double at = 900.3) => string.Create(CultureInfo.InvariantCulture, $"""
        <4>[  900.1] scalesim-worker invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=500
        <4>[  900.1] Call Trace:
        <6>[  900.2] memory: usage {useKilobytes}kB, limit {useKilobytes}kB, failcnt 57
        <6>[  900.2] memory+swap: usage {useKilobytes}kB, limit 9007199254740988kB, failcnt 0
        <6>[  900.2] Memory cgroup stats for {group}:
        {counters}
        <6>[{at,12:0.000000}] {Kill($"CONSTRAINT_MEMCG,nodemask=(null),cpuset={asker}", $"oom_memcg={group}", victim)}
        <3>[{at,12:0.000000}] Memory cgroup out of memory: Killed process 812 (worker) total-vm:1kB, shmem-rss:0kB

        """);

    public static string OfMachine(string victim, double at = 900.3) => string.Create(
        CultureInfo.InvariantCulture, $"""
        <4>[  900.1] stress invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0
        <4>[  900.2] Mem-Info:
        <4>[  900.2] active_anon:3100 inactive_anon:1200 shmem:210 free:90
        <6>[{at,12:0.000000}] {Kill("CONSTRAINT_NONE,nodemask=(null),cpuset=/", "global_oom", victim)}
        <3>[{at,12:0.000000}] Out of memory: Killed process 812 (worker) total-vm:1kB, shmem-rss:0kB

        """);

    private static string Kill(string constraint, string limit, string victim) =>
        $"oom-kill:constraint={constraint},mems_allowed=0,{limit},task_memcg={victim},task=worker,pid=812,uid=0";
}

using FsCheck;
using FsCheck.Fluent;
using ScaleSim.Core.Admission;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Tests.Planning;

namespace ScaleSim.Core.Tests.Admission;

/// <summary>What the machine's limits refuse, before anything is created.</summary>
public sealed class MachineAdmissionTests
{
    private static readonly Config AThousand =
        Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20261121, 1);

    public static TheoryData<HostLimitKind, string, string> Limits() => new()
    {
        { HostLimitKind.Threads, "kernel.pid_max", "sysctl -w kernel.pid_max=4194304" },
        { HostLimitKind.DaemonThreads, "/sys/fs/cgroup/docker/pids.max", "TasksMax=infinity" },
        { HostLimitKind.OpenFiles, "fs.file-max", "sysctl -w fs.file-max=" },
        { HostLimitKind.DaemonFiles, "dockerd", "LimitNOFILE=1048576 in dockerd's systemd unit" },
        { HostLimitKind.DaemonFiles, "containerd", "LimitNOFILE=1048576 in containerd's systemd unit" },
        { HostLimitKind.OwnFiles, "this process", "ulimit -n" },
        { HostLimitKind.Keyrings, "kernel.keys.root_maxkeys", "sysctl -w kernel.keys.root_maxkeys=" },
        { HostLimitKind.KeyringBytes, "kernel.keys.maxbytes", "sysctl -w kernel.keys.maxbytes=" },
        { HostLimitKind.Connections, "net.netfilter.nf_conntrack_max", "nf_conntrack_max=" },
        { HostLimitKind.DiskBytes, "/var/lib/docker", "docker system df" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Plan_RefusesWithOneError_ByEachLimitThatIsTooLow(HostLimitKind kind, string name, string remedy)
    {
        PlanError error = Assert.Single(Samples.Errors(Samples.Spec(100), With(new HostLimit(kind, name, 10, 5))));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
        Assert.True(error.OnThisMachine, error.Message);
        ErrorShape.AssertThreeParts(error);
    }

    [Fact]
    public void Plan_ShowsTheArithmetic_OfALimitThatIsTooLow()
    {
        PlanError error = Assert.Single(Samples.Errors(
            Samples.Spec(1000), With(new HostLimit(HostLimitKind.Keyrings, "kernel.keys.root_maxkeys", 400, 50))));

        Assert.Equal(
            "1,010 keyrings, one per container, are needed; 350 of kernel.keys.root_maxkeys 400 are free. Raise it as "
            + "root with: sysctl -w kernel.keys.root_maxkeys=4096, or lower the number of workers to 346.",
            error.Message);
    }

    [Fact]
    public void Plan_RefusesByEveryLimitAtOnce()
    {
        IReadOnlyList<PlanError> errors = Samples.Errors(Samples.Spec(1000), With(
            new HostLimit(HostLimitKind.Threads, "kernel.pid_max", 100, 0),
            new HostLimit(HostLimitKind.Threads, "kernel.threads-max", 100, 0),
            new HostLimit(HostLimitKind.OpenFiles, "fs.file-max", 100, 0)));

        Assert.Equal(3, errors.Count);
    }

    [Fact]
    public void Plan_TakesNoNotice_OfWhatOnlyHidesWhyAWorkerDied() => Assert.Equal(
        100,
        Samples.Plan(
            Samples.Spec(100),
            With(new HostLimit(HostLimitKind.InotifyInstances, "fs.inotify.max_user_instances", 8, 0))).Workers.Count);

    [Fact]
    public void Plan_IsRefusedExactly_WhereTheDoctorFindsTooLittle() => Prop.ForAll(
        Cases.ToArbitrary(),
        found =>
        {
            ClusterSpec spec = Samples.Spec(found.Workers);
            LimitFinding finding = LimitJudge.Judge(ClusterDemand.Of(spec), [found.Limit])[0];
            bool isRefused = TryPlan(spec, With(found.Limit)) is null;
            Assert.Equal(finding.Fit == LimitFit.TooLittle && IsHard(found.Limit), isRefused);
        }).Check(AThousand);

    [Fact]
    public void Settings_SufficeOnceRaised_AndLowerNothing() => Prop.ForAll(
        Cases.ToArbitrary(),
        found =>
        {
            ClusterDemand demand = ClusterDemand.Of(Samples.Spec(found.Workers));
            if (LimitJudge.Judge(demand, [found.Limit])[0].Setting is { } setting)
            {
                HostLimit raised = found.Limit with { Max = setting.Wanted };
                Assert.InRange(setting.Wanted, found.Limit.Max, long.MaxValue);
                Assert.Equal(LimitFit.Fits, LimitJudge.Judge(demand, [raised])[0].Fit);
            }
        }).Check(AThousand);

    private static Gen<(int Workers, HostLimit Limit)> Cases { get; } =
        from workers in Gen.Choose(1, 300)
        from kind in Gen.Elements(Enum.GetValues<HostLimitKind>())
        from max in Gen.OneOf(
            Gen.Choose(0, 5000).Select(number => (long)number),
            Gen.Choose(0, int.MaxValue).Select(number => (long)number),
            Gen.Constant(long.MaxValue))
        from used in Gen.Choose(0, 6000)
        select (workers, new HostLimit(kind, kind == HostLimitKind.Threads ? "kernel.pid_max" : "limit", max, used));

    private static bool IsHard(HostLimit limit) => limit.Kind != HostLimitKind.InotifyInstances;

    private static HostFacts With(params IReadOnlyList<HostLimit> limits) => Samples.Facts with { Limits = limits };

    private static ClusterPlan? TryPlan(ClusterSpec spec, HostFacts facts)
    {
        try
        {
            return Samples.Plan(spec, facts);
        }
        catch (PlanException)
        {
            return null;
        }
    }
}

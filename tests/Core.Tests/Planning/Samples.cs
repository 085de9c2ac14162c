using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Tests.Planning;

/// <summary>A spec, a machine and a run in which nothing is wrong; tests change what they are about.</summary>
internal static class Samples
{
    public static RunIdentity Run { get; } = new("0a1b2c3d", "ada", "0.1.0");

    public static EngineFacts Engine { get; } = new()
    {
        Kind = "docker",
        Version = "28.5.2",
        ApiVersion = new Version(1, 51),
        IsLocal = true,
        Cores = 8,
        MemoryBytes = 64L << 30,
        Runtimes = ["runc", "crun"],
        DefaultRuntime = "runc",
    };

    public static HostFacts Facts { get; } = new() { Engine = Engine, MemoryAvailableBytes = 16L << 40 };

    public static WorkerGroupSpec Group(int count = 5, string name = "worker") => new()
    {
        Name = name,
        Count = count,
        Image = "scalesim/worker",
        Ports = ["data", "web"],
        Ramdisks = [new RamdiskSpec("/mnt/ramdisk", RamdiskSpec.DefaultSizeBytes)],
    };

    public static ClusterSpec Spec(int workers = 5) => Spec(Group(workers));

    public static ClusterSpec Spec(params WorkerGroupSpec[] groups) => new()
    {
        Name = "demo",
        Groups = groups,
        Shim = ShimSharing.Worker,
        Master = new ProcessMasterSpec { Command = ["/opt/master", "--listen={network.gateway}"], Port = 19998 },
    };

    public static ClusterPlan Plan(ClusterSpec spec, HostFacts? facts = null) =>
        Planner.Plan(spec, facts ?? Facts, Run);

    public static IReadOnlyList<PlanError> Errors(ClusterSpec spec, HostFacts? facts = null) =>
        Assert.Throws<PlanException>(() => Plan(spec, facts)).Errors;
}

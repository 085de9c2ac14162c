using System.Net;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Hosts;
using ScaleSim.Core.Planning;
using ScaleSim.Simulator.Launch;

namespace ScaleSim.Simulator.Tests.Reference;

/// <summary>Plans of the reference system for tests, by the real planner on a machine that has room.</summary>
internal static class ReferencePlans
{
    public static RunIdentity Run { get; } = new("0badcafe", "tester", "0.0.0");

    public static ClusterPlan Create(int workers, int seed = 7, int perNode = 5) => Planner.Plan(
        RequestedSpec.Of(
            file: null,
            new SpecFlags { Name = "demo", Workers = workers, WorkersPerNode = perNode, Seed = seed }),
        Facts,
        Run);

    private static HostFacts Facts { get; } = new()
    {
        Engine = new EngineFacts
        {
            Kind = "docker",
            Version = "20.10.24",
            ApiVersion = new Version(1, 41),
            IsLocal = true,
            Cores = 2,
            MemoryBytes = 1L << 40,
        },
        MemoryAvailableBytes = 1L << 40,
        NeighbourTableMax = 1 << 20,
    };

    /// <summary>The same plan with its nodes and master on loopback, so that processes can listen as them.</summary>
    public static ClusterPlan OnLoopback(ClusterPlan plan, int masterPort) => plan with
    {
        Master = plan.Master with { Host = "127.0.0.1", Port = masterPort },
        Nodes = [.. plan.Nodes.Select(node => node with
        {
            Address = new IPAddress([127, 78, (byte)(node.Index >> 8), (byte)(node.Index & 255)]),
        })],
    };
}

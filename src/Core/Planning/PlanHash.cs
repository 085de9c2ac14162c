using System.Security.Cryptography;
using System.Text.Json;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Planning;

/// <summary>
/// Tells whether two runs had the same plan: SHA-256 over what was decided of packing, ports and limits. What differs
/// from night to night without the plan being another is left out: the run's identity, the cluster's name and all that
/// is made from it (full names, container names, bridge, subnet, addresses), the seed, the memory that happened to be
/// available, and warnings.
/// </summary>
public static class PlanHash
{
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string Of(ClusterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        PlanDigest digest = new(
            SpecHash.Of(plan.Spec),
            plan.Expose,
            plan.Memory.IdleBytes,
            plan.Memory.FullBytes,
            plan.Nodes.Select(node => new PlanDigestNode(node.Name, node.FirstWorker, node.WorkerCount, node.Slots)),
            plan.Workers.Select(worker => new PlanDigestWorker(
                worker.Name, worker.Node, worker.Ports.Select(port => port.Number), worker.MemoryLimitBytes)));
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(digest, PlanDigestJsonContext.Default.PlanDigest);
        return Convert.ToHexStringLower(SHA256.HashData(json));
    }
}

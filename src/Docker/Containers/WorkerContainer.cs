using System.Globalization;
using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Containers;

/// <summary>A worker's container, joined to its node's network namespace or, alone on its node, with its own.</summary>
internal static class WorkerContainer
{
    private const int TemporaryBytes = 16 << 20;
    private const long NanoCpusPerCpu = 1_000_000_000;

    /// <param name="node">
    /// The ID of the node's container to join, or of the network where the worker is its own node.
    /// </param>
    /// <param name="image">The image's ID.</param>
    public static CreateContainerParameters For(
        ClusterPlan plan, WorkerPlan worker, RenderedWorker rendered, string node, string image)
    {
        NodePlan nodePlan = plan.NodeOf(worker);
        var container = new CreateContainerParameters
        {
            Name = worker.ContainerName,
            Image = image,
            Cmd = rendered.Command.Count > 0 ? rendered.Command : null,
            Env = [.. rendered.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
            Labels = ClusterLabels.ForWorker(plan, worker),
            Healthcheck = ContainerDefaults.NoHealthCheck,
            StopTimeout = 1,
            HostConfig = Limits(plan, nodePlan, worker),
        };
        // A joiner's request may carry no hostname, names or ports: they are the node's.
        return nodePlan.IsWorker
            ? NodeEndpoint.Attach(container, plan, nodePlan, node)
            : container with { HostConfig = container.HostConfig with { NetworkMode = $"container:{node}" } };
    }

    private static HostConfig Limits(ClusterPlan plan, NodePlan node, WorkerPlan worker) =>
        ContainerDefaults.HostConfig with
        {
            Memory = worker.MemoryLimitBytes,
            MemorySwap = worker.MemoryLimitBytes,
            NanoCPUs = worker.Group.Cpus is { } cpus ? (long)(cpus * NanoCpusPerCpu) : null,
            PidsLimit = worker.Group.Pids,
            ReadonlyRootfs = worker.Group.HasReadOnlyRoot,
            Tmpfs = Ramdisks(worker.Group),
            // Where the host runs out of memory, a worker goes before the Engine does.
            OomScoreAdj = 500,
            Runtime = plan.Spec.Runtime,
            Annotations = ContainerDefaults.ShimGroup(plan, node),
        };

    private static Dictionary<string, string> Ramdisks(WorkerGroupSpec group)
    {
        Dictionary<string, string> mounts = group.Ramdisks.ToDictionary(ramdisk => ramdisk.Path, MountOptions);
        if (group.HasReadOnlyRoot)
        {
            mounts.TryAdd("/tmp", MountOptions(new RamdiskSpec("/tmp", TemporaryBytes)));
        }

        return mounts;
    }

    private static string MountOptions(RamdiskSpec ramdisk) => string.Create(
        CultureInfo.InvariantCulture, $"rw,noexec,nosuid,nodev,size={ramdisk.SizeBytes},mode={ramdisk.Mode}");
}

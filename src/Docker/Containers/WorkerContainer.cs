using System.Globalization;
using ScaleSim.Core.Names;
using ScaleSim.Core.Planning;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.Workers;
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
        WorkerGroupSpec group = worker.Group;
        var container = new CreateContainerParameters
        {
            Name = worker.ContainerName,
            Image = image,
            User = group.User,
            WorkingDir = group.WorkingDirectory,
            Cmd = rendered.Command.Count > 0 ? rendered.Command : null,
            Env = [.. rendered.Environment.Select(variable => $"{variable.Key}={variable.Value}")],
            Labels = ClusterLabels.ForWorker(plan, worker),
            Healthcheck = ContainerDefaults.NoHealthCheck,
            StopSignal = group.StopSignal,
            StopTimeout = group.StopTimeout is { } timeout ? (int)Math.Ceiling(timeout.TotalSeconds) : null,
            HostConfig = Limits(plan, nodePlan, worker) with { Mounts = Mounts(plan, worker, rendered) },
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
            CapAdd = Capabilities(worker.Group),
            Ulimits = ContainerDefaults.Ulimits(worker.Group.Ulimits),
            Sysctls = Sysctls(node, worker.Group),
            ShmSize = worker.Group.ShmSizeBytes,
            LogConfig = ContainerDefaults.Logs(worker.Group.Logs),
            RestartPolicy = Restart(worker.Group.Restart),
            Tmpfs = Ramdisks(worker.Group),
            // Where the host runs out of memory, a worker goes before the Engine does.
            OomScoreAdj = 500,
            Runtime = plan.Spec.Runtime,
            Annotations = ContainerDefaults.ShimGroup(plan, node),
        };

    private static IReadOnlyList<string>? Capabilities(WorkerGroupSpec group) => group.Capabilities.Count == 0
        ? null
        : [.. group.Capabilities.Select(CapabilityNames.Normalise)];

    /// <summary>
    /// Those of the network belong to whoever holds it: given to a joiner, they would change its node (tried).
    /// </summary>
    private static Dictionary<string, string>? Sysctls(NodePlan node, WorkerGroupSpec group) => group.Sysctls.Count == 0
        ? null
        : group.Sysctls.Where(sysctl => node.IsWorker || !SharedKeys.IsOfNetwork(sysctl.Key)).ToDictionary();

    private static RestartPolicy Restart(RestartSpec restart) => restart.MaxRetries == 0
        ? new RestartPolicy { Name = RestartPolicyKind.No }
        : new RestartPolicy { Name = RestartPolicyKind.OnFailure, MaximumRetryCount = restart.MaxRetries };

    private static IReadOnlyList<Mount>? Mounts(ClusterPlan plan, WorkerPlan worker, RenderedWorker rendered)
    {
        IReadOnlyList<string> volumes = WorkerFiles.VolumesOf(worker.Group);
        if (volumes.Count + rendered.Mounts.Count == 0)
        {
            return null;
        }

        return
        [
            .. rendered.Mounts.Select(mount => new Mount
            {
                Type = "bind", Source = mount.Source, Target = mount.Target, ReadOnly = mount.ReadOnly,
            }),
            .. volumes.Select(directory => new Mount
            {
                Type = "volume",
                Target = directory,
                VolumeOptions = new VolumeOptions { Labels = ClusterLabels.ForWorker(plan, worker) },
            }),
        ];
    }

    private static Dictionary<string, string> Ramdisks(WorkerGroupSpec group)
    {
        Dictionary<string, string> mounts = group.Ramdisks.ToDictionary(ramdisk => ramdisk.Path, MountOptions);
        if (group.HasReadOnlyRoot && group.Mounts.All(mount => mount.Target != "/tmp"))
        {
            mounts.TryAdd("/tmp", MountOptions(new RamdiskSpec("/tmp", TemporaryBytes)));
        }

        return mounts;
    }

    private static string MountOptions(RamdiskSpec ramdisk)
    {
        string options = string.Create(
            CultureInfo.InvariantCulture, $"rw,noexec,nosuid,nodev,size={ramdisk.SizeBytes},mode={ramdisk.Mode}");
        if (ramdisk.Owner is null)
        {
            return options;
        }

        (int user, int group) = NumericOwner.Parse(ramdisk.Owner);
        return string.Create(CultureInfo.InvariantCulture, $"{options},uid={user},gid={group}");
    }
}

using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Reads how a worker died: from inspect and, for one that ran out of memory on this machine, from the kernel's log.
/// </summary>
internal sealed class DeathReader(DockerClient client)
{
    public async Task<DeathFacts?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        ContainerInspectResponse container =
            await client.Containers.InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
        if (container.State.FinishedAt is null)
        {
            return null;
        }

        OutOfMemoryKill? kill = container.State.OOMKilled && client.Endpoint.IsLocal
            ? KernelLog.Find(KernelLog.Read(), id)
            : null;
        bool isRestarted = container.State.Running || container.State.Restarting;
        return new DeathFacts
        {
            ExitCode = container.State.ExitCode,
            OutOfMemory = container.State.OOMKilled,
            EndedAt = container.State.FinishedAt,
            Restarts = container.RestartCount,
            RestartsMax = container.HostConfig.RestartPolicy is { Name: RestartPolicyKind.OnFailure } policy
                ? policy.MaximumRetryCount ?? 0
                : 0,
            // Running after a death with no restart counted: somebody has started it.
            IsRestarted = isRestarted && container.RestartCount > 0,
            MemoryLimitBytes = container.HostConfig.Memory is > 0 and var limit ? limit : null,
            RamdiskLimitBytes = RamdiskReader.SizesOf(container),
            MemoryUseBytes = kill?.UseBytes,
            RamdiskUseBytes = kill?.SharedBytes,
        };
    }
}

using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Reads how a worker died: from inspect and, for one that ran out of memory on this machine, from the kernel's log.
/// </summary>
internal sealed class DeathReader(DockerClient client, TimeProvider time)
{
    // On cgroup version 1 the Engine hears of a shortage before the kernel has chosen whom to kill.
    private const int LooksMax = 3;
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(100);

    // What the kernel has not written by then it leaves out: of many kills it tells of ten in five seconds.
    private static readonly TimeSpan Written = TimeSpan.FromMilliseconds(300);

    /// <returns>Null for a container that has never ended.</returns>
    public async Task<DeathFacts?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        ContainerInspectResponse container =
            await client.Containers.InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
        if (container.State.FinishedAt is not { } endedAt)
        {
            return null;
        }

        string log = client.Endpoint.IsLocal && OutOfMemoryDeath.MayBe(container.State) ? KernelLog.Read() : "";
        var death = OutOfMemoryDeath.Of(
            log, container.ID, container.State, kill => kill.IsNear(endedAt, time.GetUtcNow()));
        bool isRestarted = container.State.Running || container.State.Restarting;
        return new DeathFacts
        {
            ExitCode = container.State.ExitCode,
            OutOfMemory = death.IsOne,
            Shortage = death.Shortage,
            EndedAt = container.State.FinishedAt,
            Restarts = container.RestartCount,
            RestartsMax = container.HostConfig.RestartPolicy is { Name: RestartPolicyKind.OnFailure } policy
                ? policy.MaximumRetryCount ?? 0
                : 0,
            // Running after a death with no restart counted: somebody has started it.
            IsRestarted = isRestarted && container.RestartCount > 0,
            MemoryLimitBytes = container.HostConfig.Memory is > 0 and var limit ? limit : null,
            RamdiskLimitBytes = RamdiskReader.SizesOf(container),
            MemoryUseBytes = death.UseBytes,
            RamdiskUseBytes = death.SharedBytes,
        };
    }

    /// <summary>Whose memory ran out just now, of which the Engine told of a container, dead or alive.</summary>
    /// <param name="at">When it told.</param>
    /// <returns>Null where the kernel's log does not say.</returns>
    public async Task<MemoryShortage?> ReadShortageAsync(
        string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!client.Endpoint.IsLocal)
        {
            return null;
        }

        ContainerInspectResponse container =
            await client.Containers.InspectContainerAsync(id, cancellationToken).ConfigureAwait(false);
        string? path = ControlGroups.MemoryPathOf(container.State.Pid);
        for (int look = 1; ; look++)
        {
            string log = KernelLog.Read();
            if (KernelLog.Find(log, container.ID) is { } own && own.IsNear(at, time.GetUtcNow()))
            {
                return own.ShortageOf(container.ID);
            }

            if (KernelLog.FindShared(log, container.ID, path) is { } shared
                && shared.IsJustBefore(at, time.GetUtcNow()))
            {
                return shared.ShortageOf(container.ID) with { IsSpared = true };
            }

            if (log.Length == 0 || look == LooksMax || time.GetUtcNow() - at > Written)
            {
                return null;
            }

            await Task.Delay(LookPause, time, cancellationToken).ConfigureAwait(false);
        }
    }
}

using ScaleSim.Core.Engines;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Engine;

/// <summary>Whether a container's latest death was for want of memory, and whose.</summary>
/// <param name="Shortage">Null where the kernel's log does not say.</param>
/// <param name="UseBytes">What a container used that was at its own limit; null where it is not said.</param>
/// <param name="SharedBytes">The part of that on tmpfs and in shared memory.</param>
internal sealed record OutOfMemoryDeath(bool IsOne, MemoryShortage? Shortage, long? UseBytes, long? SharedBytes)
{
    private const int SigKilled = 137;

    private static readonly OutOfMemoryDeath No = new(false, null, null, null);

    /// <summary>Whether it is worth a look into the kernel's log.</summary>
    public static bool MayBe(ContainerState state) => state.OOMKilled || state.ExitCode == SigKilled;

    /// <param name="log">The kernel's; empty where it can't be read.</param>
    /// <param name="id">The container's.</param>
    /// <param name="state">What the Engine says of it.</param>
    /// <param name="isOfDeath">Whether a kill was about when it died.</param>
    public static OutOfMemoryDeath Of(
        string log, string id, ContainerState state, Func<OutOfMemoryKill, bool> isOfDeath)
    {
        OutOfMemoryKill? kill = KernelLog.Find(log, id);
        if (state.OOMKilled)
        {
            // Of a child, it may have been killed long before.
            return kill is not null ? By(kill, id)
                : IsOfOthers(log, id, state) ? No
                : new OutOfMemoryDeath(true, null, null, null);
        }

        // Where the whole machine has no memory left, cgroup version 1 tells the Engine nothing.
        return state.ExitCode == SigKilled && kill is not null && isOfDeath(kill) ? By(kill, id) : No;
    }

    private static OutOfMemoryDeath By(OutOfMemoryKill kill, string id) => kill.IsAtLimitOf(id)
        ? new OutOfMemoryDeath(true, kill.ShortageOf(id), kill.UseBytes, kill.SharedBytes)
        : new OutOfMemoryDeath(true, kill.ShortageOf(id), null, null);

    /// <summary>
    /// On cgroup version 1 all containers below a group that was at its limit bear the mark, whomever the kernel
    /// killed; one that ended otherwise later on did not end for that.
    /// </summary>
    private static bool IsOfOthers(string log, string id, ContainerState state) =>
        state.ExitCode != SigKilled && KernelLog.FindShared(log, id, path: null) is not null;
}

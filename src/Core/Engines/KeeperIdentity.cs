using System.Globalization;

namespace ScaleSim.Core.Engines;

/// <summary>Which process keeps a cluster: enough to tell it from a later process with the same id.</summary>
/// <param name="ProcessId">The keeper's process id.</param>
/// <param name="StartTicks">Field 22 of /proc/PID/stat: clock ticks after boot at which it started.</param>
/// <param name="BootId">
/// /proc/sys/kernel/random/boot_id of the boot it was started in and, behind a colon, the process namespace that its id
/// counts in; without one where the host does not tell.
/// </param>
/// <param name="Socket">The path of its unix socket.</param>
/// <param name="HoldsRun">True for <c>run</c>: the cluster is to go when its keeper is gone.</param>
public sealed record KeeperIdentity(int ProcessId, long StartTicks, string BootId, string Socket, bool HoldsRun)
{
    /// <value>
    /// The hosts file on the keeper's host that has the cluster's names, an absolute path; null for none. It has a
    /// label of its own, so that whoever removes the cluster without its keeper finds the file.
    /// </value>
    public string? HostsFile { get; init; }

    /// <value>
    /// When the cluster's time to live ends and its keeper removes it; null for a cluster without an end. On a label of
    /// its own, so that whoever looks can say the time that is left.
    /// </value>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The form a label holds: <c>812 44021 1c8f...-... run /run/scalesim/demo.sock</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{ProcessId} {StartTicks} {BootId} {(HoldsRun ? "run" : "up")} {Socket}");

    public static KeeperIdentity? TryParse(string? text)
    {
        string[] parts = (text ?? "").Split(' ', 5);
        return parts.Length == 5
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int processId)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out long startTicks)
                ? new KeeperIdentity(processId, startTicks, parts[2], parts[4], parts[3] == "run")
                : null;
    }
}

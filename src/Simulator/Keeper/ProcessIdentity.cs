using System.Globalization;
using ScaleSim.Core.Engines;

namespace ScaleSim.Simulator.Keeper;

/// <summary>Tells a process from a later one that was given the same id.</summary>
internal static class ProcessIdentity
{
    private const int StartTicksField = 22;

    public static KeeperIdentity OfKeeper(int processId, string socket, bool holdsRun) => new(
        processId, StartTicks(processId) ?? 0, BootId(), socket, holdsRun);

    /// <summary>Whether the very process that the identity was taken of is alive on this host.</summary>
    public static bool IsAlive(KeeperIdentity keeper) => IsAlive(MarkOf(keeper));

    /// <inheritdoc cref="IsAlive(KeeperIdentity)"/>
    public static bool IsAlive(ProcessMark process) =>
        process.BootId == BootId() && StartTicks(process.ProcessId) == process.StartTicks;

    /// <summary>
    /// Whether that process is gone for sure. It is not where it counts in another process namespace of this boot: a
    /// container that uses this machine's engine has one of its own, and what lives in there can't be seen from here.
    /// </summary>
    /// <param name="isFromHere">
    /// Whether it ran on this machine, so that another boot than the present one ended it.
    /// </param>
    public static bool IsGone(ProcessMark process, bool isFromHere)
    {
        string now = BootId();
        return process.BootId == now
            ? StartTicks(process.ProcessId) != process.StartTicks
            : isFromHere && BootOf(process.BootId) != BootOf(now);
    }

    public static ProcessMark MarkOf(KeeperIdentity keeper) => new(keeper.ProcessId, keeper.StartTicks, keeper.BootId);

    /// <summary><c>1c8f...-...:4026531836</c>: this boot, and the namespace in which this process sees ids.</summary>
    public static string BootId()
    {
        string boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
        // The link's target: pid:[4026531836]
        string? name = new FileInfo("/proc/self/ns/pid").LinkTarget;
        return name is null ? boot : $"{boot}:{name.Trim("pid:[]".ToCharArray())}";
    }

    /// <summary>
    /// Field 22 of /proc/PID/stat, or null when there is no such process or it has ended.
    /// </summary>
    public static long? StartTicks(int processId)
    {
        try
        {
            return ParseStartTicks(File.ReadAllText(
                string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// The second field is the program's name in parentheses and may hold spaces:
    /// <c>812 (my (odd) name) S 1 812 ... 44021 ...</c>
    /// </summary>
    public static long? ParseStartTicks(string stat)
    {
        string[] afterName = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        // A zombie has ended; it only waits for its parent to ask.
        return afterName[0] == "Z"
            ? null
            : long.Parse(afterName[StartTicksField - 3], CultureInfo.InvariantCulture);
    }

    private static string BootOf(string bootId) => bootId.Split(':')[0];
}

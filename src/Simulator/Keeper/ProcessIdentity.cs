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
    public static bool IsAlive(KeeperIdentity keeper) =>
        keeper.BootId == BootId() && StartTicks(keeper.ProcessId) == keeper.StartTicks;

    public static string BootId() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    /// <summary>
    /// Field 22 of /proc/PID/stat, or null when there is no such process. The second field is the program's name in
    /// parentheses and may hold spaces: <c>812 (my (odd) name) S 1 812 ... 44021 ...</c>
    /// </summary>
    private static long? StartTicks(int processId)
    {
        try
        {
            string stat = File.ReadAllText(
                string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            string[] afterName = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            // A zombie has ended; it only waits for its parent to ask.
            return afterName[0] == "Z"
                ? null
                : long.Parse(afterName[StartTicksField - 3], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

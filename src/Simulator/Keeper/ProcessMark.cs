using System.Globalization;

namespace ScaleSim.Simulator.Keeper;

/// <summary>A process by its id and the time at which it started, so that no later one is taken for it.</summary>
/// <param name="StartTicks">Field 22 of /proc/PID/stat.</param>
/// <param name="BootId">As in <see cref="Core.Engines.KeeperIdentity.BootId"/>.</param>
internal sealed record ProcessMark(int ProcessId, long StartTicks, string BootId)
{
    /// <summary>Null where there is no such process now.</summary>
    public static ProcessMark? Of(int processId) => ProcessIdentity.StartTicks(processId) is { } ticks
        ? new ProcessMark(processId, ticks, ProcessIdentity.BootId())
        : null;

    /// <summary><c>812 44021 1c8f...-...:4026531836</c>; null for anything else.</summary>
    public static ProcessMark? TryParse(string? text) =>
        (text ?? "").Trim().Split(' ') is [{ } process, { } start, { } boot]
        && int.TryParse(process, NumberStyles.None, CultureInfo.InvariantCulture, out int processId)
        && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out long startTicks)
            ? new ProcessMark(processId, startTicks, boot)
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ProcessId} {StartTicks} {BootId}");
}

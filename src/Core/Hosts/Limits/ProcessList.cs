using System.Globalization;

namespace ScaleSim.Core.Hosts.Limits;

/// <summary>The processes that /proc shows.</summary>
public static class ProcessList
{
    /// <summary>The ids of the processes with a name of at most 15 characters, as /proc/PID/comm has it.</summary>
    public static IEnumerable<int> Named(IHostFiles files, string name)
    {
        foreach (string entry in files.List("/proc"))
        {
            if (int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out int processId)
                && files.Read($"/proc/{entry}/comm")?.Trim() == name)
            {
                yield return processId;
            }
        }
    }
}

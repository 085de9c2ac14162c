using System.Globalization;

namespace ScaleSim.Core.Hosts;

/// <summary>This machine's memory as /proc/meminfo tells it.</summary>
public static class MemoryInfo
{
    private const string Available = "MemAvailable:";

    /// <summary>
    /// Memory that programs can still take without swapping, in bytes; null where it can't be read. The line:
    /// <code>MemAvailable:   23812096 kB</code>
    /// </summary>
    public static long? ReadAvailableBytes(IHostFiles files)
    {
        string? line = (files.Read("/proc/meminfo") ?? "").Split('\n')
            .FirstOrDefault(line => line.StartsWith(Available, StringComparison.Ordinal));
        string[] fields = (line ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 3
            && fields[2] == "kB"
            && long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out long kibibytes)
            && kibibytes <= long.MaxValue >> 10
                ? kibibytes << 10
                : null;
    }
}

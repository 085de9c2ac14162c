using System.Globalization;

namespace ScaleSim.Core.Hosts.Limits;

/// <summary>What a process takes of the machine.</summary>
/// <param name="Parent">The process that started it: a container's is its shim.</param>
/// <param name="PrivateBytes">Memory that is nobody else's and no file's.</param>
/// <param name="OpenFiles">Null where only root may see them.</param>
public sealed record ProcessFootprint(int Parent, long PrivateBytes, long Threads, long? OpenFiles)
{
    /// <summary>
    /// Reads /proc/PID/status, of which these lines count, and the directory of open files beside it:
    /// <code>
    /// PPid:	2615
    /// RssAnon:	    2416 kB
    /// Threads:	11
    /// </code>
    /// </summary>
    /// <returns>Null for a process that is not there.</returns>
    public static ProcessFootprint? TryRead(IHostFiles files, int process)
    {
        ArgumentNullException.ThrowIfNull(files);
        string[] lines = (files.Read($"/proc/{process}/status") ?? "").Split('\n');
        int opened = files.List($"/proc/{process}/fd").Count;
        return Number(lines, "PPid:") is { } parent && Number(lines, "Threads:") is { } threads
            ? new ProcessFootprint(
                (int)parent, (Number(lines, "RssAnon:") ?? 0) << 10, threads, opened > 0 ? opened : null)
            : null;
    }

    private static long? Number(string[] lines, string name)
    {
        string? line = lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        string[] fields = (line ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 1
            && long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : null;
    }
}

using System.Text.RegularExpressions;

namespace ScaleSim.Core.Hosts.Limits;

/// <summary>How many files a process may open, from its /proc/PID/limits.</summary>
public static partial class OpenFilesLimit
{
    /// <summary>
    /// The soft limit of the line below; null where it can't be read.
    /// <code>
    /// Limit                     Soft Limit           Hard Limit           Units
    /// Max open files            1024                 1048576              files
    /// </code>
    /// The runtimes of dockerd (Go) and of ScaleSim (.NET) raise the soft limit to the hard one as they start, so the
    /// soft one is what counts for a process that runs.
    /// </summary>
    public static long? Read(IHostFiles files, string process)
    {
        Match match = Line().Match(files.Read($"/proc/{process}/limits") ?? "");
        return match.Success ? KernelNumbers.Parse(match.Groups[1].Value) : null;
    }

    [GeneratedRegex(@"^Max open files\s+(\S+)\s+\S+\s+files", RegexOptions.Multiline)]
    private static partial Regex Line();
}

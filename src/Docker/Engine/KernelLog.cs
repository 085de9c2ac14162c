using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Finds in the kernel's log what a container held when it ran out of memory: nobody else knows it afterwards, as a
/// cgroup's counters go with its last process.
/// </summary>
internal static partial class KernelLog
{
    // syslog.h: SYSLOG_ACTION_READ_ALL, which leaves the log as it is.
    private const int ReadAll = 3;
    private const int BytesMax = 1 << 20;

    // From "invoked oom-killer" to "oom-kill:" there is a stack trace, the counters, and a line per process.
    private const int LinesMax = 400;

    /// <returns>Empty where the caller may not read it (kernel.dmesg_restrict), or it is another machine's.</returns>
    public static string Read()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "";
        }

        byte[] buffer = new byte[BytesMax];
        int count = NativeMethods.ReadKernelLog(ReadAll, buffer, buffer.Length);
        return count <= 0 ? "" : Encoding.UTF8.GetString(buffer, 0, count);
    }

    /// <summary>The latest kill of a container. Of a report of some 60 lines these matter:</summary>
    /// <remarks>
    /// <code>
    /// worker invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=500
    /// memory: usage 40960kB, limit 40960kB, failcnt 57
    /// Memory cgroup stats for /docker/9b2c...:
    /// shmem 16777216
    /// oom-kill:constraint=CONSTRAINT_MEMCG,...,oom_memcg=/docker/9b2c...,task_memcg=/docker/9b2c...,task=worker,...
    /// </code>
    /// Kernels before 5.3 write the counters on one line: <c>... cache:16384KB rss:24000KB shmem:16384KB ...</c>
    /// </remarks>
    public static OutOfMemoryKill? Find(string log, string container)
    {
        string[] lines = log.Split('\n');
        int end = Array.FindLastIndex(lines, line =>
            line.Contains("oom-kill:", StringComparison.Ordinal)
            && line.Contains(container, StringComparison.Ordinal));
        if (end < 0)
        {
            return null;
        }

        long? use = null;
        long? shared = null;
        for (int place = end; place >= Math.Max(0, end - LinesMax); place--)
        {
            use ??= Number(Usage(), lines[place], 1024);
            shared ??= Number(Shared(), lines[place], 1) ?? Number(SharedOnOneLine(), lines[place], 1024);
            if (lines[place].Contains("invoked oom-killer", StringComparison.Ordinal))
            {
                break;
            }
        }

        return use is { } bytes ? new OutOfMemoryKill(bytes, shared) : null;
    }

    private static long? Number(Regex pattern, string line, long unit) =>
        pattern.Match(line) is { Success: true } match
        && long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number * unit
            : null;

    [GeneratedRegex(@"\bmemory: usage (\d+)kB, limit")]
    private static partial Regex Usage();

    [GeneratedRegex(@"(?:^|\] )shmem (\d+)$")]
    private static partial Regex Shared();

    [GeneratedRegex(@"\bshmem:(\d+)KB\b")]
    private static partial Regex SharedOnOneLine();
}

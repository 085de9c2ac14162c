using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Finds in the kernel's log whom it killed for want of memory, whose limit that was and what it held: nobody else
/// knows it afterwards, as a cgroup's counters go with its last process.
/// </summary>
internal static partial class KernelLog
{
    // syslog.h: SYSLOG_ACTION_READ_ALL, which leaves the log as it is.
    private const int ReadAll = 3;
    private const int BytesMax = 1 << 20;

    // From "invoked oom-killer" to "oom-kill:" there is a stack trace, the counters, and a line per process.
    private const int LinesMax = 20_000;

    private const string KillMark = "oom-kill:";

    // The pieces of that line follow each other at once, with few messages of other processors between them.
    private const int PieceLinesMax = 50;
    private const string LastPiece = ",task=";

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

    /// <summary>The latest kill in a container. Of a report of some 60 lines these matter:</summary>
    /// <remarks>
    /// <code>
    /// [47639.41] worker invoked oom-killer: gfp_mask=0xcc0(GFP_KERNEL), order=0, oom_score_adj=500
    /// memory: usage 40960kB, limit 40960kB, failcnt 57
    /// Memory cgroup stats for /docker/9b2c...:
    /// shmem 16777216
    /// oom-kill:constraint=CONSTRAINT_MEMCG,...,cpuset=9b2c...,oom_memcg=/docker,task_memcg=/docker/9b2c...,task=...
    /// oom-kill:constraint=CONSTRAINT_NONE,...,cpuset=/,mems_allowed=0,global_oom,task_memcg=/docker/9b2c...,task=...
    /// </code>
    /// <c>cpuset</c> is that of the process that asked for memory, <c>oom_memcg</c> the control group at its limit: the
    /// container's own or one above it. Kernels before 5.3 write the counters on one line: <c>... cache:16384KB
    /// rss:24000KB shmem:16384KB ...</c> Of more than ten kills in 5 s the kernel reports ten. The line of the kill is
    /// written piece by piece; a message of another processor in between, of a network that is set up for instance,
    /// breaks it, and the next piece is a line of its own:
    /// <code>
    /// [85957.58] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=
    /// [85957.58] br0: port 1(veth0) entered disabled state
    /// [85957.58] 9b2c...,mems_allowed=0,oom_memcg=/docker
    /// [85957.58] ,task_memcg=/docker/9b2c...,task=...
    /// </code>
    /// </remarks>
    public static OutOfMemoryKill? Find(string log, string container) =>
        FindLast(log, kill => kill.Victim.Contains(container, StringComparison.Ordinal));

    /// <summary>The latest kill of others for a control group's limit that a container shares with them.</summary>
    /// <param name="path">The container's own control group; null for one that is gone, which may share any.</param>
    public static OutOfMemoryKill? FindShared(string log, string container, string? path) =>
        FindLast(log, kill =>
            kill.Group is { } group
            && !kill.Victim.Contains(container, StringComparison.Ordinal)
            && IsBelow(kill.Victim, group)
            && (path is null || IsBelow(path, group)));

    private static bool IsBelow(string path, string group) =>
        path.StartsWith(group.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static OutOfMemoryKill? FindLast(string log, Func<OutOfMemoryKill, bool> fits)
    {
        // Most logs tell of none: then a megabyte need not be taken apart.
        string[] lines = log.Contains(KillMark, StringComparison.Ordinal) ? log.Split('\n') : [];
        for (int place = lines.Length - 1; place >= 0; place--)
        {
            if (lines[place].Contains(KillMark, StringComparison.Ordinal)
                && Kill().Match(WholeLine(lines, place)) is { Success: true } line
                && Of(line) is var kill
                && fits(kill))
            {
                return WithCounters(kill, lines, place);
            }
        }

        return null;
    }

    /// <summary>
    /// A kill's line with the pieces that became lines of their own. None of them has a space before the victim's name,
    /// which comes last and is not asked for; messages of others have.
    /// </summary>
    private static string WholeLine(string[] lines, int place)
    {
        var whole = new StringBuilder(lines[place]);
        for (int next = place + 1;
            next < lines.Length && next <= place + PieceLinesMax && !HasLastPiece(whole.ToString());
            next++)
        {
            string piece = Prefix().Replace(lines[next], "");
            if (!piece.Contains(' ', StringComparison.Ordinal)
                || piece.StartsWith(LastPiece, StringComparison.Ordinal))
            {
                whole.Append(piece);
            }
        }

        return whole.ToString();
    }

    private static bool HasLastPiece(string line) => line.Contains(LastPiece, StringComparison.Ordinal);

    // CONSTRAINT_NONE is the machine; CPUSET and MEMORY_POLICY are those of its memory nodes that a process may use.
    private static OutOfMemoryKill Of(Match line)
    {
        string victim = line.Groups["victim"].Value;
        string? group = line.Groups["limit"] is { Success: true } limit ? limit.Value
            : line.Groups["constraint"].Value == "CONSTRAINT_MEMCG" ? victim
            : null;
        return new OutOfMemoryKill(victim, group);
    }

    private static OutOfMemoryKill WithCounters(OutOfMemoryKill kill, string[] lines, int end)
    {
        kill = kill with
        {
            SinceBoot = Time().Match(lines[end]) is { Success: true } time
                ? TimeSpan.FromSeconds(double.Parse(time.Groups[1].Value, CultureInfo.InvariantCulture))
                : null,
        };
        for (int place = end; place >= Math.Max(0, end - LinesMax); place--)
        {
            // The end of the report before.
            if (place < end && lines[place].Contains(KillMark, StringComparison.Ordinal))
            {
                break;
            }

            kill = kill with
            {
                UseBytes = kill.UseBytes ?? Number(Usage(), lines[place], 1024),
                LimitBytes = kill.LimitBytes ?? Number(Limit(), lines[place], 1024),
                SharedBytes = kill.SharedBytes
                    ?? Number(Shared(), lines[place], 1) ?? Number(SharedOnOneLine(), lines[place], 1024),
            };
            if (lines[place].Contains("invoked oom-killer", StringComparison.Ordinal))
            {
                break;
            }
        }

        return kill;
    }

    private static long? Number(Regex pattern, string line, long unit) =>
        pattern.Match(line) is { Success: true } match
        && long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number * unit
            : null;

    [GeneratedRegex(
        KillMark + @"constraint=(?<constraint>\w+).*?(?:,oom_memcg=(?<limit>[^,]+))?,task_memcg=(?<victim>[^,]+)")]
    private static partial Regex Kill();

    // Before it there is a priority where klogctl gives the line: <6>[  901.2]
    [GeneratedRegex(@"^(?:<\d+>)?\[ *(\d+\.\d+)\]")]
    private static partial Regex Time();

    // Some kernels add who wrote it, a task or a processor: [  901.2][ T4711]
    [GeneratedRegex(@"^(?:<\d+>)?\[ *\d+\.\d+\](?:\[ *[TC]\d+\])? ")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\bmemory: usage (\d+)kB, limit")]
    private static partial Regex Usage();

    [GeneratedRegex(@"\bmemory: usage \d+kB, limit (\d+)kB")]
    private static partial Regex Limit();

    [GeneratedRegex(@"(?:^|\] )shmem (\d+)$")]
    private static partial Regex Shared();

    [GeneratedRegex(@"\bshmem:(\d+)KB\b")]
    private static partial Regex SharedOnOneLine();
}

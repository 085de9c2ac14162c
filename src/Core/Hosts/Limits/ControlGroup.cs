namespace ScaleSim.Core.Hosts.Limits;

/// <summary>What a control group has been charged.</summary>
/// <param name="MemoryBytes">Without cached files that nobody has used lately.</param>
public sealed record ControlGroup(long MemoryBytes, long Threads, TimeSpan Cpu)
{
    private const string Root = "/sys/fs/cgroup";

    /// <summary>
    /// Reads the groups of a process, version 1 or version 2, from the lines of its /proc/PID/cgroup:
    /// <code>
    /// 9:memory:/docker/4f5e...
    /// 4:cpu,cpuacct:/docker/4f5e...
    /// 0::/system.slice/docker-4f5e....scope
    /// </code>
    /// </summary>
    /// <returns>Null where they can't be read: the process is gone, or its groups are mounted elsewhere.</returns>
    public static ControlGroup? TryRead(IHostFiles files, int process)
    {
        ArgumentNullException.ThrowIfNull(files);
        string[][] lines =
        [
            .. (files.Read($"/proc/{process}/cgroup") ?? "").Split('\n')
                .Select(line => line.Split(':', 3)).Where(fields => fields.Length == 3),
        ];
        return TryVersion1(files, lines) ?? TryVersion2(files, lines);
    }

    private static ControlGroup? TryVersion1(IHostFiles files, string[][] lines)
    {
        string? memory = Find(lines, "memory");
        string? pids = Find(lines, "pids");
        string? cpu = Find(lines, "cpuacct");
        return memory is null || pids is null || cpu is null
            ? null
            : Make(
                files.ReadNumber($"{memory}/memory.usage_in_bytes"),
                Field(files, $"{memory}/memory.stat", "total_inactive_file"),
                files.ReadNumber($"{pids}/pids.current"),
                // Nanoseconds; a tick of .NET has a hundred.
                files.ReadNumber($"{cpu}/cpuacct.usage") / 100);
    }

    private static ControlGroup? TryVersion2(IHostFiles files, string[][] lines)
    {
        string? group = Find(lines, "");
        return group is null
            ? null
            : Make(
                files.ReadNumber($"{group}/memory.current"),
                Field(files, $"{group}/memory.stat", "inactive_file"),
                files.ReadNumber($"{group}/pids.current"),
                Field(files, $"{group}/cpu.stat", "usage_usec") * 10);
    }

    private static ControlGroup? Make(long? memory, long? idleCache, long? threads, long? ticks) =>
        memory is { } bytes && threads is { } count && ticks is { } time
            ? new ControlGroup(Math.Max(0, bytes - (idleCache ?? 0)), count, TimeSpan.FromTicks(time))
            : null;

    // A controller's tree is mounted under its whole name, cpu,cpuacct, or under each of its parts.
    private static string? Find(string[][] lines, string controller)
    {
        string[]? line = lines.FirstOrDefault(fields => fields[1].Split(',').Contains(controller));
        return line is null ? null : $"{Root}{(controller.Length > 0 ? "/" + controller : "")}{line[2].TrimEnd('/')}";
    }

    // Lines such as: inactive_file 4096
    private static long? Field(IHostFiles files, string path, string name)
    {
        string? line = (files.Read(path) ?? "").Split('\n')
            .FirstOrDefault(line => line.StartsWith(name + " ", StringComparison.Ordinal));
        return line is null ? null : KernelNumbers.Parse(line[(name.Length + 1)..]);
    }
}

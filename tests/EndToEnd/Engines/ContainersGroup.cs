using System.Globalization;

namespace ScaleSim.EndToEnd.Engines;

/// <summary>The control group above all containers of an Engine, in version 1 or 2, and its limits.</summary>
/// <param name="name">Its path below the root of the tree, without a slash.</param>
internal sealed class ContainersGroup(string name)
{
    private const string Root = "/sys/fs/cgroup";

    /// <value>As the kernel's log names it.</value>
    public string Path => $"/{name}";

    /// <value>The file with its memory limit, and the one with its use; bytes.</value>
    public (string Limit, string Usage) MemoryFiles
    {
        get
        {
            string first = File("memory", "memory.limit_in_bytes");
            return System.IO.File.Exists(first)
                ? (first, File("memory", "memory.usage_in_bytes"))
                : (File("memory", "memory.max"), File("memory", "memory.current"));
        }
    }

    /// <value>What is written into the file of the limit to take it away.</value>
    public string NoMemoryLimit =>
        MemoryFiles.Limit.EndsWith(".max", StringComparison.Ordinal) ? "max" : "-1";

    /// <summary>Takes back what a test limited; nothing to do before the first container.</summary>
    public void Free()
    {
        if (System.IO.File.Exists(MemoryFiles.Limit))
        {
            FreeProcesses();
            FreeMemory();
        }
    }

    /// <summary>Lets its containers together have as many processes as they have, and a few more.</summary>
    public void LimitProcesses(int more) =>
        Write(File("pids", "pids.max"), Read(File("pids", "pids.current")) + more);

    public void FreeProcesses() => System.IO.File.WriteAllText(File("pids", "pids.max"), "max");

    /// <summary>Lets its containers together have as much memory as they need, and a little more.</summary>
    public void LimitMemory(long moreBytes)
    {
        DropCaches();
        Write(MemoryFiles.Limit, Read(MemoryFiles.Usage) + moreBytes);
    }

    public void FreeMemory() => System.IO.File.WriteAllText(MemoryFiles.Limit, NoMemoryLimit);

    /// <summary>Files that were read count as used memory, and are dropped once there is none left.</summary>
    private void DropCaches()
    {
        string first = File("memory", "memory.force_empty");
        (string file, string value) = System.IO.File.Exists(first)
            ? (first, "0")
            : (File("memory", "memory.reclaim"), "1G");
        try
        {
            System.IO.File.WriteAllText(file, value);
        }
        catch (IOException)
        {
            // The kernel says so where something is left, as there always is.
        }
    }

    /// <param name="controller">Version 2 has all in one.</param>
    private string File(string controller, string file)
    {
        string first = System.IO.Path.Combine(Root, controller);
        return System.IO.Path.Combine(Directory.Exists(first) ? first : Root, name, file);
    }

    private static long Read(string path) =>
        long.Parse(System.IO.File.ReadAllText(path), CultureInfo.InvariantCulture);

    private static void Write(string path, long value) =>
        System.IO.File.WriteAllText(path, value.ToString(CultureInfo.InvariantCulture));
}

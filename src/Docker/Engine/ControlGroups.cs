using System.Globalization;

namespace ScaleSim.Docker.Engine;

/// <summary>Where processes of this machine stand in its tree of control groups.</summary>
internal static class ControlGroups
{
    /// <returns>
    /// The path as the kernel's log gives it, such as <c>/docker/9b2c...</c>; null where there is no such process, or
    /// it may not be read.
    /// </returns>
    public static string? MemoryPathOf(int process)
    {
        if (process <= 0)
        {
            return null;
        }

        try
        {
            return MemoryPathIn(
                File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/cgroup")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="lines">
    /// Of version 1 <c>4:memory:/docker/9b2c...</c> among others; of version 2 <c>0::/system.slice/docker-9b2c....scope
    /// </c> alone, which where both are mounted follows the others.
    /// </param>
    public static string? MemoryPathIn(string lines)
    {
        string[][] groups = [.. lines.Split('\n').Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3)];
        string[]? first = groups.FirstOrDefault(parts => parts[1].Split(',').Contains("memory"))
            ?? groups.FirstOrDefault(parts => parts[1].Length == 0);
        return first?[2];
    }
}

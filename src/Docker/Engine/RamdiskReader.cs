using System.Globalization;
using ScaleSim.Core.Engines;
using ScaleSim.Core.Ramdisks;
using ScaleSim.Docker.Api.Models;

namespace ScaleSim.Docker.Engine;

/// <summary>
/// Says which ramdisks a worker has: from its own mount table where that can be read, else from inspect.
/// </summary>
internal static class RamdiskReader
{
    public static async Task<IReadOnlyList<MountedRamdisk>> ReadAsync(
        ContainerInspectResponse container,
        IReadOnlyList<RamdiskSpec> planned,
        bool isLocal,
        CancellationToken cancellationToken)
    {
        if (isLocal && container.State.Pid > 0)
        {
            try
            {
                string[] lines = await File.ReadAllLinesAsync(
                    $"/proc/{container.State.Pid}/mountinfo", cancellationToken).ConfigureAwait(false);
                return [.. planned.SelectMany(ramdisk => FromMountInfo(lines, ramdisk.Path))];
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another user's process, or an Engine in another pid namespace.
            }
        }

        return [.. planned.SelectMany(ramdisk => FromInspect(container, ramdisk.Path))];
    }

    /// <summary>What the ramdisks of a container hold at most, together, as it was asked for.</summary>
    public static long SizesOf(ContainerInspectResponse container) =>
        (container.HostConfig.Tmpfs?.Values ?? []).Sum(options => SizeOf(options) ?? 0);

    /// <summary>
    /// The last mount at a path is the one that is seen. A line reads
    /// <code>712 698 0:143 / /ramdisk rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,size=16384k,inode64</code>
    /// </summary>
    internal static IEnumerable<MountedRamdisk> FromMountInfo(IEnumerable<string> lines, string path)
    {
        string? line = lines.LastOrDefault(
            candidate => candidate.Split(' ') is { Length: > 4 } head && head[4] == path);
        string[] parts = line?.Split(" - ", 2) is [_, { } tail] ? tail.Split(' ') : [];
        if (parts.Length >= 3)
        {
            yield return new MountedRamdisk(path, parts[0], SizeOf(parts[2]), "mountinfo");
        }
    }

    private static IEnumerable<MountedRamdisk> FromInspect(ContainerInspectResponse container, string path)
    {
        if (container.HostConfig.Tmpfs?.TryGetValue(path, out string? options) == true)
        {
            yield return new MountedRamdisk(path, "tmpfs", SizeOf(options), "inspect");
        }
    }

    // size=16384k in a mount table, size=16777216 as it was asked for; k, m and g are powers of 1024 (tmpfs(5)).
    private static long? SizeOf(string options)
    {
        string? size = options.Split(',').LastOrDefault(option => option.StartsWith("size=", StringComparison.Ordinal));
        if (size is null)
        {
            return null;
        }

        string digits = size[5..].TrimEnd('k', 'm', 'g', 'K', 'M', 'G');
        int shift = char.ToLowerInvariant(size[^1]) switch { 'k' => 10, 'm' => 20, 'g' => 30, _ => 0 };
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number << shift
            : null;
    }
}

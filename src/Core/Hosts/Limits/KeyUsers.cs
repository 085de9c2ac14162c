namespace ScaleSim.Core.Hosts.Limits;

/// <summary>What users have taken of their quota of keys.</summary>
internal static class KeyUsers
{
    /// <summary>
    /// Root's line of /proc/key-users: user, uses, keys, keys and bytes of the quota with its size.
    /// <code>
    ///     0:     9 8/8 3/1000000 40/25000000
    ///  1000:     2 2/2 2/200 37/20000
    /// </code>
    /// Zeros where it can't be read.
    /// </summary>
    public static (long Keys, long Bytes) ReadRoot(IHostFiles files)
    {
        string[]? fields = (files.Read("/proc/key-users") ?? "").Split('\n')
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(fields => fields is ["0:", _, _, _, _, ..]);
        return fields is null ? (0, 0) : (Taken(fields[3]), Taken(fields[4]));
    }

    private static long Taken(string quota) => KernelNumbers.Parse(quota.Split('/')[0]) ?? 0;
}

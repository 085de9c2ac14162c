namespace ScaleSim.Core.Hosts.Programs;

/// <summary>
/// Programs of the system, such as ip, tc and nft, which Debian keeps where not everybody's PATH looks.
/// </summary>
public static class SystemProgram
{
    private static readonly string[] Folders = ["/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/sbin"];

    /// <returns>Its path; null where the machine has none.</returns>
    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathFullyQualified)
        .Concat(Folders)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}

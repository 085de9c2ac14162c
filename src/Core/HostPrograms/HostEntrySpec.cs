namespace ScaleSim.Core.HostPrograms;

/// <summary>One file or directory of this machine that an image is to hold.</summary>
/// <param name="Source">Its absolute path on this machine.</param>
public sealed record HostEntrySpec(string Source)
{
    /// <value>
    /// Its absolute path in the image; null for the same path. A file whose target ends with a slash keeps its name and
    /// goes into that directory.
    /// </value>
    public string? Target { get; init; }

    /// <value>
    /// Octal, such as 0755: of the file, or of the directory itself but not of what it holds. Null keeps it as it is.
    /// </value>
    public string? Mode { get; init; }

    /// <value>
    /// Who owns it and all that it holds: <c>user</c>, <c>user:group</c> or numbers, looked up in this machine's
    /// /etc/passwd and /etc/group. Null is root.
    /// </value>
    public string? Owner { get; init; }
}

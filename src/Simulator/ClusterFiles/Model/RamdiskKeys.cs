namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A worker's own tmpfs.</summary>
internal sealed record RamdiskKeys : KeyTable
{
    [Key(
        "Where it is mounted in the worker: an absolute path.",
        Example = "/ramdisk",
        IsRequired = true)]
    public string? Path { get; init; }

    [Key(
        "Its size; it is charged to the worker's memory as it fills.",
        Default = "16MiB",
        Example = "64MiB")]
    public FileSize? Size { get; init; }

    [Key(
        "Permissions of its root directory, octal.",
        Default = "1777",
        Example = "0750")]
    public FilePermissions? Mode { get; init; }

    [Key(
        "uid or uid:gid that owns it. Default: root.",
        Example = "1000:1000")]
    public string? Owner { get; init; }
}

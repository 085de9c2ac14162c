namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A file written into each worker before it starts.</summary>
internal sealed record FileKeys : KeyTable
{
    [Key(
        "An absolute path in the worker, not below a ramdisk.",
        Example = "/etc/worker.conf",
        IsRequired = true)]
    public string? Path { get; init; }

    [Key(
        "The text, with placeholders. One of 'content' and 'source' is needed.",
        Example = "'listen={node.ip}:{ports.rpc}'")]
    public string? Content { get; init; }

    [Key(
        "A file with the text, relative to the cluster file; read when the cluster is started.",
        Example = "./worker.conf")]
    public string? Source { get; init; }

    [Key(
        "Permissions, octal.",
        Default = "0644",
        Example = "0600")]
    public FilePermissions? Mode { get; init; }

    [Key(
        "uid or uid:gid that owns it. Default: root.",
        Example = "1000:1000")]
    public string? Owner { get; init; }
}

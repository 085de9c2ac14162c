namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>An image made of programs and files of this machine.</summary>
[ShortForm(nameof(Paths))]
internal sealed record HostImageKeys : KeyTable
{
    [Key(
        "Files and directories, relative to the cluster file; each needs an absolute target where it "
            + "is not absolute itself.",
        Example = "[/usr/sbin/worker, {source: ./etc, target: /etc/worker}]",
        IsRequired = true)]
    public IReadOnlyList<HostPathKeys>? Paths { get; init; }

    [Key(
        "Users of this machine that the image knows, beside root and nobody.",
        Example = "[www-data]")]
    public IReadOnlyList<string>? Accounts { get; init; }

    [Key(
        "Add the machine's certificate authorities.",
        Default = "false",
        Example = "true")]
    public bool? Certificates { get; init; }

    [Key(
        "Add the machine's time zones.",
        Default = "false",
        Example = "true")]
    public bool? TimeZones { get; init; }
}

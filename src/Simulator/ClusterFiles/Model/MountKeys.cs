namespace ScaleSim.Simulator.ClusterFiles.Model;

/// <summary>A file or directory of the engine's host that each worker sees.</summary>
[ShortForm(nameof(Text))]
internal sealed record MountKeys : KeyTable
{
    [Key(
        "An absolute path on the engine's host, with placeholders.",
        Example = "/srv/data",
        IsRequired = true)]
    public string? Source { get; init; }

    [Key(
        "An absolute path in the worker.",
        Example = "/data",
        IsRequired = true)]
    public string? Target { get; init; }

    [Key(
        "Whether the worker may only read it.",
        Default = "true",
        Example = "false")]
    public bool? ReadOnly { get; init; }

    /// <value>The short form, as compose has it: <c>SOURCE:TARGET</c> or <c>SOURCE:TARGET:rw</c>.</value>
    public string? Text { get; init; }
}

namespace ScaleSim.Core.Specs.Workers;

/// <summary>A file written into each worker before it starts.</summary>
public sealed record FileSpec
{
    /// <value>An absolute path in the worker; not below a ramdisk, which would hide it.</value>
    public required string Path { get; init; }

    /// <value>A template, filled in for each worker; text in UTF-8.</value>
    public required string Content { get; init; }

    /// <value>Octal: 0644 unless the spec says otherwise.</value>
    public string Mode { get; init; } = "0644";

    /// <value><c>uid</c> or <c>uid:gid</c>; null for root.</value>
    public string? Owner { get; init; }
}

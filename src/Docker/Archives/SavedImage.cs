namespace ScaleSim.Docker.Archives;

/// <summary>One image of an archive, for one kind of machine.</summary>
internal sealed record SavedImage
{
    /// <summary>SHA-256 of its configuration, such as <c>sha256:8a1f...</c>.</summary>
    public required string ConfigDigest { get; init; }

    /// <summary>
    /// What Engines may call it: the digest of its configuration (the usual store), or of a manifest or index of the
    /// archive (containerd's).
    /// </summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Of the index or manifest that stands for it; the same for all kinds of machine.</summary>
    public required string TargetDigest { get; init; }

    /// <summary>As people write them, such as <c>redis:7.2</c>.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    public required string Os { get; init; }

    public required string Architecture { get; init; }

    /// <summary>Digests of the uncompressed layers.</summary>
    public required IReadOnlyList<string> DiffIds { get; init; }

    /// <summary>Where its configuration lies in the archive.</summary>
    public required string ConfigPath { get; init; }

    /// <summary>Where its layers lie in the archive, from the lowest up.</summary>
    public required IReadOnlyList<string> LayerPaths { get; init; }

    /// <summary>For messages: its names, or its ID where it has none.</summary>
    public override string ToString() =>
        (Names.Count > 0 ? string.Join(", ", Names) : ConfigDigest[..Math.Min(ConfigDigest.Length, 19)])
        + $" ({Os}/{Architecture})";
}

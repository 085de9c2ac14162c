namespace ScaleSim.ReferenceMaster.Files;

/// <summary>A file or directory in the tree.</summary>
internal abstract class Node
{
    /// <summary>The name in its directory; empty for the root.</summary>
    public string Name { get; set; } = "";

    /// <summary>The directory that it is in; none for the root, and for what was removed.</summary>
    public DirectoryNode? Parent { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ModifiedAt { get; set; }

    /// <summary>The whole path.</summary>
    public string Path => Parent is null ? "/" : Parent.Parent is null ? $"/{Name}" : $"{Parent.Path}/{Name}";
}

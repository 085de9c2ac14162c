namespace ScaleSim.ReferenceProtocol.Files;

/// <summary>What a path leads to.</summary>
public enum EntryKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,
}

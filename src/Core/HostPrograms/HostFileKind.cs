namespace ScaleSim.Core.HostPrograms;

/// <summary>What an entry of an image is, and where its content comes from.</summary>
public enum HostFileKind
{
    /// <summary>A copy of a file of this machine.</summary>
    SourceFile,

    /// <summary>A file that is made for the image.</summary>
    Content,
    SymbolicLink,
    Directory,
}

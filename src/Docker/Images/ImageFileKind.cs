namespace ScaleSim.Docker.Images;

/// <summary>What an entry of an image is, and where its content comes from.</summary>
internal enum ImageFileKind
{
    SourceFile,
    Content,
    SymbolicLink,
    Directory,
}

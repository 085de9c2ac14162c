namespace ScaleSim.Core.HostPrograms.Files;

/// <summary>What is at a path.</summary>
internal enum PathKind
{
    File,
    Directory,
    SymbolicLink,

    /// <summary>A socket, a pipe or a device: nothing that an image could hold.</summary>
    Special,
}

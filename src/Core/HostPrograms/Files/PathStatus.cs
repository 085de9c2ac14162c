namespace ScaleSim.Core.HostPrograms.Files;

/// <summary>What lstat(2) says about a path.</summary>
/// <param name="Mode">The twelve permission bits.</param>
/// <param name="Length">Bytes of a file.</param>
/// <param name="LinkTarget">What a symbolic link holds; empty for anything else.</param>
internal sealed record PathStatus(PathKind Kind, UnixFileMode Mode, long Length = 0, string LinkTarget = "");

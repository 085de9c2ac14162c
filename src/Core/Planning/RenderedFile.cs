namespace ScaleSim.Core.Planning;

/// <summary>A file of one worker, with every placeholder filled in.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Mode">Its permission bits.</param>
/// <param name="User">The owner's number; 0 for root.</param>
/// <param name="Group">The owning group's number.</param>
public sealed record RenderedFile(string Path, string Content, UnixFileMode Mode, int User, int Group);

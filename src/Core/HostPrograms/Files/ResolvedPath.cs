namespace ScaleSim.Core.HostPrograms.Files;

/// <summary>What a path leads to when every symbolic link is followed.</summary>
/// <param name="Path">Without any link, <c>.</c> or <c>..</c> in it.</param>
internal sealed record ResolvedPath(string Path, PathStatus Status);

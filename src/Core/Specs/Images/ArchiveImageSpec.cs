namespace ScaleSim.Core.Specs.Images;

/// <summary>An image in a file that <c>docker save</c> wrote.</summary>
/// <param name="Path">The file on this machine.</param>
/// <param name="Tag">Which of the archive's images; null where it has one.</param>
public sealed record ArchiveImageSpec(string Path, string? Tag = null) : ImageSpec;

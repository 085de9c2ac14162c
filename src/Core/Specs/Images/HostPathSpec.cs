namespace ScaleSim.Core.Specs.Images;

/// <summary>A file or directory of this machine that goes into an image.</summary>
/// <param name="Source">An absolute path on this machine.</param>
/// <param name="Target">Its path in the image; null for the same.</param>
public sealed record HostPathSpec(string Source, string? Target = null);

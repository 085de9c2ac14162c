namespace ScaleSim.Core.HostPrograms.Libraries;

/// <summary>A library that was looked for and found.</summary>
/// <param name="HostPath">As the loader finds it; it may be a symbolic link.</param>
/// <param name="ImagePath">The same in the image.</param>
/// <param name="IsCached">Found through the loader's cache, and in no directory that is searched without it.</param>
internal sealed record FoundLibrary(string HostPath, string ImagePath, bool IsCached = false);

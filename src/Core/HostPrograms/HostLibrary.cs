namespace ScaleSim.Core.HostPrograms;

/// <summary>A shared library that was found for an image.</summary>
/// <param name="Path">Where it is in the image.</param>
/// <param name="Chain">Who needs whom, from the first program that was looked at to the library.</param>
public sealed record HostLibrary(string Path, string Chain);

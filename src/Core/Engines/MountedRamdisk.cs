namespace ScaleSim.Core.Engines;

/// <summary>A ramdisk as found, not as planned.</summary>
/// <param name="FileSystem">The file system's type, <c>tmpfs</c> for a ramdisk.</param>
/// <param name="SizeBytes">Its size; null where the source does not say.</param>
/// <param name="Instrument">Where it was read: <c>mountinfo</c> or <c>inspect</c>.</param>
public sealed record MountedRamdisk(string Path, string FileSystem, long? SizeBytes, string Instrument);

using Microsoft.Win32.SafeHandles;

namespace ScaleSim.WorkerImage.Blocks;

/// <summary>A directory, meant to be a tmpfs of its own.</summary>
/// <param name="directory">The directory; it exists.</param>
internal sealed class Ramdisk(string directory) : IRamdisk
{
    private readonly DriveInfo _drive = new(directory);

    public string Directory => directory;

    public RamdiskUsage Usage => new(_drive.TotalSize, _drive.TotalSize - _drive.TotalFreeSpace);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> data, long offset) =>
        RandomAccess.Write(file, data, offset);
}

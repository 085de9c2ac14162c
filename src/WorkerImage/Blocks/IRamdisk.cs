using Microsoft.Win32.SafeHandles;

namespace ScaleSim.WorkerImage.Blocks;

/// <summary>The part of a file system that can be full.</summary>
internal interface IRamdisk
{
    /// <summary>The directory that files are kept in.</summary>
    string Directory { get; }

    /// <summary>How full it is now.</summary>
    RamdiskUsage Usage { get; }

    /// <summary>Writes all of <paramref name="data"/> at an offset, or throws an <see cref="IOException"/> whose
    /// HResult is the system's error number.</summary>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> data, long offset);
}

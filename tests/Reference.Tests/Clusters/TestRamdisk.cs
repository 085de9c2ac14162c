using Microsoft.Win32.SafeHandles;
using ScaleSim.WorkerImage.Blocks;

namespace ScaleSim.Reference.Tests.Clusters;

/// <summary>A directory that is as full as a tmpfs of its size would be, and can fail like one.</summary>
internal sealed class TestRamdisk(string directory, long capacityBytes = TestRamdisk.DefaultCapacityBytes) : IRamdisk
{
    public const long DefaultCapacityBytes = 16 << 20;

    /// <summary>ENOSPC.</summary>
    private const int NoSpace = 28;

    public string Directory => directory;

    /// <summary>Makes the ramdisk look empty, so that it is found to be full only by writing.</summary>
    public bool LooksEmpty { get; set; }

    public RamdiskUsage Usage => new(capacityBytes, LooksEmpty ? 0 : UsedBytes);

    private long UsedBytes => new DirectoryInfo(directory).EnumerateFiles().Sum(LengthOf);

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> data, long offset)
    {
        var grows = Math.Max(0, offset + data.Length - RandomAccess.GetLength(file));
        if (UsedBytes + grows > capacityBytes)
        {
            throw new IOException("No space left on device", NoSpace);
        }

        RandomAccess.Write(file, data, offset);
    }

    public IReadOnlyList<string> Files() =>
        [.. System.IO.Directory.EnumerateFiles(directory).Select(f => Path.GetFileName(f)!)];

    public void Clear()
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(directory))
        {
            File.Delete(file);
        }
    }

    /// <summary>Changes a byte of a block, as failing memory would.</summary>
    public void Damage(long blockId)
    {
        using var file = File.Open(Path.Combine(directory, BlockFile.Name(blockId)), FileMode.Open);
        file.Seek(-1, SeekOrigin.End);
        var last = file.ReadByte();
        file.Seek(-1, SeekOrigin.End);
        file.WriteByte((byte)(last ^ 1));
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            // Renamed or deleted since it was listed.
            return 0;
        }
    }
}

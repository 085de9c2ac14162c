using ScaleSim.Core.HostPrograms.Elf;
using ScaleSim.Core.HostPrograms.Files;

namespace ScaleSim.Core.HostPrograms;

/// <summary>The beginning of a file, by which the kernel knows what it is.</summary>
internal readonly struct FileHead
{
    // What the kernel reads of a program: BINPRM_BUF_SIZE.
    private const int Size = 256;

    private readonly byte[] _bytes;

    private FileHead(byte[] bytes) => _bytes = bytes;

    public bool IsElf => ElfFile.HasMagic(_bytes);

    public bool IsScript => _bytes.AsSpan().StartsWith("#!"u8);

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="IOException">It is gone, or the disk fails.</exception>
    public static FileHead Read(IHostTree tree, string path)
    {
        Span<byte> buffer = stackalloc byte[Size];
        using Stream file = tree.Open(path);
        int read = file.ReadAtLeast(buffer, Size, throwOnEndOfStream: false);
        return new FileHead(buffer[..read].ToArray());
    }
}

using System.Buffers.Binary;
using System.Text;

namespace ScaleSim.Core.HostPrograms.Elf;

/// <summary>Reads pieces of an ELF file that may claim anything about itself.</summary>
/// <param name="file">Can seek.</param>
/// <param name="littleEndian">How its numbers are stored.</param>
internal sealed class ElfBytes(Stream file, bool littleEndian)
{
    private readonly ulong _length = (ulong)file.Length;

    /// <exception cref="ElfException">The piece does not lie inside of the file.</exception>
    public byte[] Read(ulong offset, int count, string what)
    {
        if (offset > _length || (ulong)count > _length - offset)
        {
            throw new ElfException(
                $"its {what} ({count} bytes at {offset}) does not lie within its {_length} bytes");
        }

        byte[] bytes = new byte[count];
        file.Position = (long)offset;
        int read = file.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        return read == count ? bytes : throw new ElfException($"it has become shorter while its {what} was read");
    }

    /// <summary>A text that ends with a zero byte.</summary>
    /// <param name="room">Bytes from the offset on in which the zero has to be.</param>
    /// <exception cref="ElfException">There is none in the room, nor in 4096 bytes (PATH_MAX).</exception>
    public string ReadText(ulong offset, ulong room, string what)
    {
        const int LengthMax = 4096;
        ulong left = offset > _length ? 0 : _length - offset;
        byte[] bytes = Read(offset, (int)Math.Min(LengthMax, Math.Min(room, left)), what);
        int end = Array.IndexOf(bytes, (byte)0);
        return end >= 0
            ? Encoding.UTF8.GetString(bytes, 0, end)
            : throw new ElfException($"its {what} at {offset} has no end within {bytes.Length} bytes");
    }

    public ushort U16(ReadOnlySpan<byte> at) =>
        littleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    public uint U32(ReadOnlySpan<byte> at) =>
        littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);

    public ulong U64(ReadOnlySpan<byte> at) =>
        littleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(at) : BinaryPrimitives.ReadUInt64BigEndian(at);
}

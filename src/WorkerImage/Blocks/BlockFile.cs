using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using ScaleSim.ReferenceProtocol.Blocks;
using ScaleSim.ReferenceProtocol.Checksums;

namespace ScaleSim.WorkerImage.Blocks;

/// <summary>The file of a block: a header of 32 bytes and the block's bytes. Little-endian:
/// <c>magic 8 | id 8 | length 8 | crc32c of the bytes 4 | crc32c of the 28 bytes before 4 | bytes</c>.</summary>
internal static class BlockFile
{
    /// <summary>The size of the header, in bytes.</summary>
    public const int HeaderLength = 32;

    /// <summary>How many bytes are read or written at once.</summary>
    public const int BufferLength = 64 * 1024;

    private const string Extension = ".block";
    private const string PartialExtension = ".partial";
    private const int ChecksumOffset = 24;
    private const int HeaderChecksumOffset = 28;

    private static ReadOnlySpan<byte> Magic => "SSBLOCK1"u8;

    /// <summary>The name of a finished block's file.</summary>
    public static string Name(long id) => id.ToString(CultureInfo.InvariantCulture) + Extension;

    /// <summary>The name of the file that a block is received in.</summary>
    public static string PartialName(long id) => id.ToString(CultureInfo.InvariantCulture) + PartialExtension;

    /// <summary>True for the name of a block that was being received when its worker died.</summary>
    public static bool IsPartial(string name) => name.EndsWith(PartialExtension, StringComparison.Ordinal);

    /// <summary>Writes a header.</summary>
    public static void EncodeHeader(BlockInfo block, Span<byte> header)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], block.Id);
        BinaryPrimitives.WriteInt64LittleEndian(header[16..], block.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[ChecksumOffset..], block.Checksum.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(
            header[HeaderChecksumOffset..], Checksum.Of(header[..HeaderChecksumOffset]).Value);
    }

    /// <summary>Reads the header of a file; null where the file is not a whole block.</summary>
    public static BlockInfo? ReadHeader(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (RandomAccess.Read(file, header, 0) != HeaderLength
            || !header[..Magic.Length].SequenceEqual(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(header[HeaderChecksumOffset..])
                != Checksum.Of(header[..HeaderChecksumOffset]).Value)
        {
            return null;
        }

        var block = new BlockInfo(
            BinaryPrimitives.ReadInt64LittleEndian(header[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(header[16..]),
            new Checksum(BinaryPrimitives.ReadUInt32LittleEndian(header[ChecksumOffset..])));
        return RandomAccess.GetLength(file) == HeaderLength + block.Length ? block : null;
    }

    /// <summary>True when the header is the one expected and the bytes have the checksum that it says.</summary>
    public static bool Verify(SafeFileHandle file, BlockInfo expected, Span<byte> buffer)
    {
        if (ReadHeader(file) != expected)
        {
            return false;
        }

        var crc = new Crc32CState();
        for (var position = 0L; position < expected.Length;)
        {
            var read = RandomAccess.Read(file, buffer, HeaderLength + position);
            if (read == 0)
            {
                return false;
            }

            crc.Append(buffer[..read]);
            position += read;
        }

        return crc.Current == expected.Checksum;
    }
}

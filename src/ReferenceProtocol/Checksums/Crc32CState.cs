using System.Buffers.Binary;
using System.Numerics;

namespace ScaleSim.ReferenceProtocol.Checksums;

/// <summary>A CRC-32C under way: bytes are appended in order, in pieces of any size.</summary>
/// <remarks>The processor's own instruction where there is one (about 10 GB/s): a checksum must not cost more than the
/// copy that it guards. SHA-256 would also need OpenSSL in the worker's image.</remarks>
public struct Crc32CState
{
    /// <summary>The complement of the running value, so that the default of the type is a fresh state.</summary>
    private uint _complement;

    /// <summary>The checksum of the bytes appended so far.</summary>
    public readonly Checksum Current => new(_complement);

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        var crc = ~_complement;
        while (data.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[sizeof(ulong)..];
        }

        foreach (var value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        _complement = ~crc;
    }
}

using System.Globalization;
using System.Text.Json.Serialization;

namespace ScaleSim.ReferenceProtocol.Checksums;

/// <summary>The CRC-32C of a block's bytes (RFC 3720, appendix B.4); in text and JSON it is 8 hexadecimal
/// digits.</summary>
/// <param name="Value">The checksum as a number.</param>
[JsonConverter(typeof(ChecksumJsonConverter))]
public readonly record struct Checksum(uint Value)
{
    /// <summary>The checksum of no bytes.</summary>
    public static readonly Checksum Empty;

    /// <summary>The checksum of all bytes of <paramref name="data"/>.</summary>
    public static Checksum Of(ReadOnlySpan<byte> data)
    {
        var crc = new Crc32CState();
        crc.Append(data);
        return crc.Current;
    }

    /// <summary>Reads the 8 digits that <see cref="ToString"/> writes; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Checksum checksum)
    {
        var parsed = uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        checksum = new Checksum(value);
        return parsed && text.Length == 8;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("x8", CultureInfo.InvariantCulture);
}

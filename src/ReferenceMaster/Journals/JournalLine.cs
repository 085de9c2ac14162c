using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using ScaleSim.ReferenceProtocol.Checksums;

namespace ScaleSim.ReferenceMaster.Journals;

/// <summary>A record as a line: its checksum, a space, its JSON.
/// <c>0f2c1a9b {"op":"mkdir","path":"/a","at":"2026-11-21T10:00:00+00:00"}</c></summary>
internal static class JournalLine
{
    private const int ChecksumLength = 8;

    /// <summary>The line of a record, with its line end.</summary>
    public static byte[] Encode(JournalRecord record)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(record, JournalJson.Default.JournalRecord);
        var line = new byte[ChecksumLength + 1 + json.Length + 1];
        Encoding.ASCII.GetBytes(Checksum.Of(json).ToString(), line);
        line[ChecksumLength] = (byte)' ';
        json.CopyTo(line, ChecksumLength + 1);
        line[^1] = (byte)'\n';
        return line;
    }

    /// <summary>Reads a line without its end; false if it is not what was written.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> line, [NotNullWhen(true)] out JournalRecord? record)
    {
        record = null;
        if (line.Length < ChecksumLength + 1
            || !Utf8Parser.TryParse(line[..ChecksumLength], out uint expected, out var read, 'x')
            || read != ChecksumLength
            || Checksum.Of(line[(ChecksumLength + 1)..]).Value != expected)
        {
            return false;
        }

        try
        {
            record = JsonSerializer.Deserialize(line[(ChecksumLength + 1)..], JournalJson.Default.JournalRecord);
            return record is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

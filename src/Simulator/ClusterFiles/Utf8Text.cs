using System.Globalization;
using System.Text;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles;

/// <summary>Decodes a file's bytes, and says where they are no UTF-8.</summary>
internal static class Utf8Text
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text without a byte order mark; null, with an error told, where it is none.</summary>
    public static string? Decode(byte[] bytes, FileErrors errors)
    {
        ReadOnlySpan<byte> text = bytes.AsSpan();
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[Encoding.UTF8.Preamble.Length..];
        }

        try
        {
            string decoded = Strict.GetString(text);
            int zero = decoded.IndexOf('\0', StringComparison.Ordinal);
            if (zero < 0)
            {
                return decoded;
            }

            Refuse(decoded[..zero], "\\0", errors);
        }
        catch (DecoderFallbackException failure)
        {
            string before = Encoding.UTF8.GetString(text[..Math.Max(0, failure.Index)]);
            Refuse(before, Convert.ToHexString(failure.BytesUnknown ?? []), errors);
        }

        return null;
    }

    private static void Refuse(string before, string bytes, FileErrors errors)
    {
        int lines = before.Count(character => character == '\n');
        int column = before.Length - (before.LastIndexOf('\n') + 1);
        errors.Add(
            new FilePosition(lines + 1, column + 1),
            string.Create(CultureInfo.InvariantCulture, $"The byte '{bytes}' can't be read"),
            "it is not text in UTF-8",
            "Save the file as UTF-8");
    }
}

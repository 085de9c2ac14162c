using System.Text;

namespace ScaleSim.Simulator.Dns;

/// <summary>
/// Names as they are sent (RFC 1035 section 3.1): labels with a length byte before each, and a zero at the end. The
/// length bytes are at most 63 and so never look like a letter, which begin at 65.
/// </summary>
internal static class DnsName
{
    /// <value>The longest name as sent, in bytes.</value>
    public const int LengthMax = 255;

    /// <value>The longest label, in bytes.</value>
    public const int LabelMax = 63;

    /// <summary>The lower-case form of <c>worker-0007.demo.scalesim.internal</c>.</summary>
    /// <exception cref="ArgumentException">A label or the whole is empty or too long.</exception>
    public static byte[] ToWire(string name)
    {
        string[] labels = name.ToLowerInvariant().Split('.');
        byte[] wire = new byte[name.Length + 2];
        int position = 0;
        foreach (string label in labels)
        {
            if (label.Length is 0 or > LabelMax || wire.Length > LengthMax)
            {
                throw new ArgumentException(
                    $"'{name}' is no DNS name: its labels may have 1 to {LabelMax} characters, the whole "
                    + $"{LengthMax - 2}. Use shorter names.",
                    nameof(name));
            }

            wire[position++] = (byte)label.Length;
            position += Encoding.ASCII.GetBytes(label, wire.AsSpan(position));
        }

        return wire;
    }

    /// <summary>Folds the case of a name as sent; names are compared without it (RFC 4343).</summary>
    public static void ToLower(ReadOnlySpan<byte> name, Span<byte> lower)
    {
        for (int i = 0; i < name.Length; i++)
        {
            byte letter = name[i];
            lower[i] = letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;
        }
    }

    /// <summary>The name without its first label. The root has none.</summary>
    public static ReadOnlySpan<byte> Parent(ReadOnlySpan<byte> name) => name[(name[0] + 1)..];
}

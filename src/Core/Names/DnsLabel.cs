using System.Globalization;

namespace ScaleSim.Core.Names;

/// <summary>A part of a DNS name (RFC 1123), lower case: what clusters, groups and ports may be called.</summary>
public static class DnsLabel
{
    /// <value>
    /// 40 of the 63 characters that DNS allows: a container's name joins the cluster's to a worker's, and a worker's
    /// name adds a number to its group's.
    /// </value>
    public const int LengthMax = 40;

    public static bool IsValid(string? text) => Explain(text) is null;

    /// <summary>
    /// Why a text is no label, as the middle of a sentence (<c>it has 41 characters and may have 40</c>), or null
    /// when it is one.
    /// </summary>
    public static string? Explain(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Create(CultureInfo.InvariantCulture, $"it is empty and needs 1 to {LengthMax} characters");
        }

        if (text.Length > LengthMax)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"it has {text.Length} characters and may have {LengthMax}");
        }

        int wrong = text.AsSpan().IndexOfAnyExcept(Allowed);
        if (wrong >= 0)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"character {wrong + 1} is {Describe(text[wrong])}, and only a-z, 0-9 and '-' are allowed");
        }

        return text[0] == '-' || text[^1] == '-' ? "it begins or ends with '-'" : null;
    }

    private static System.Buffers.SearchValues<char> Allowed { get; } =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private static string Describe(char character) => char.IsControl(character)
        ? string.Create(CultureInfo.InvariantCulture, $"U+{(int)character:X4}")
        : $"'{character}'";
}

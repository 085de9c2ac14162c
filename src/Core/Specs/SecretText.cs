using System.Diagnostics.CodeAnalysis;

namespace ScaleSim.Core.Specs;

/// <summary>
/// Takes the values of a spec's secrets out of other people's words, such as the last lines of a worker that prints its
/// environment. What <see cref="SecretMask"/> holds for secret by its name is known here by its value.
/// </summary>
/// <remarks>
/// The rule: a value of at least 4 characters is hidden, white space around it apart; of a value of several lines,
/// which programs print one by one, each line of at least 8 characters as well. Shorter ones may be ordinary words. A
/// text is shortened only after its secrets are hidden. What a program makes of a secret (base64, quotes within), or
/// has got otherwise than by its environment, is not known.
/// </remarks>
public sealed class SecretText
{
    // Shorter ones, "1" or "dev", are no secrets, and hiding them would make every text unreadable.
    private const int LengthMin = 4;

    // The lines of keys and credentials are longer; a bracket, "---" or "type:" stands in other texts as well.
    private const int LineLengthMin = 8;

    // The longest first, so that one that is part of another leaves nothing of it.
    private readonly string[] _values;

    private SecretText(IEnumerable<string> values) => _values =
    [
        .. values.SelectMany(Parts)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(value => value.Length),
    ];

    /// <value>Knows no secret.</value>
    public static SecretText None { get; } = new([]);

    /// <value>What is hidden, for whoever is to hide it elsewhere; the longest first.</value>
    public IReadOnlyList<string> Values => _values;

    /// <summary>For the secrets of all groups and of the master.</summary>
    public static SecretText Of(ClusterSpec spec) => new(SecretMask.Values(spec));

    /// <summary>Hides these as well.</summary>
    public SecretText With(IEnumerable<string> values) => new(_values.Concat(values));

    /// <summary>Hides the secrets of an environment as a program was given it as well.</summary>
    public SecretText With(IReadOnlyDictionary<string, string> environment) => With(SecretMask.Values(environment));

    /// <summary>The text with each secret as <see cref="SecretMask.Hidden"/>.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Hide(string? text) => text is null
        ? null
        : _values.Aggregate(
            text, (shown, value) => shown.Replace(value, SecretMask.Hidden, StringComparison.Ordinal));

    private static IEnumerable<string> Parts(string value)
    {
        string whole = value.Trim();
        if (whole.Length >= LengthMin)
        {
            yield return whole;
        }

        foreach (string line in whole.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.Length >= LineLengthMin)
            {
                yield return line;
            }
        }
    }
}

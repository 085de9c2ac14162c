using System.Diagnostics.CodeAnalysis;

namespace ScaleSim.Core.Specs;

/// <summary>
/// Takes the values of a spec's secrets out of other people's words, such as the last lines of a worker that prints its
/// environment. What <see cref="SecretMask"/> holds for secret by its name is known here by its value.
/// </summary>
public sealed class SecretText
{
    // Shorter ones, "1" or "dev", are no secrets, and hiding them would make every text unreadable.
    private const int LengthMin = 4;

    // The longest first, so that one that is part of another leaves nothing of it.
    private readonly string[] _values;

    private SecretText(IEnumerable<string> values) => _values =
    [
        .. values.Where(value => value.Length >= LengthMin)
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(value => value.Length),
    ];

    /// <summary>For the secrets of all groups and of the master.</summary>
    public static SecretText Of(ClusterSpec spec) => new(SecretMask.Values(spec));

    /// <summary>The text with each secret as <see cref="SecretMask.Hidden"/>.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public string? Hide(string? text) => text is null
        ? null
        : _values.Aggregate(
            text, (shown, value) => shown.Replace(value, SecretMask.Hidden, StringComparison.Ordinal));
}

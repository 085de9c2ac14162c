using System.Text.RegularExpressions;
using ScaleSim.Core.Specs;

namespace ScaleSim.Core.Reports;

/// <summary>
/// Hides the secrets of a command line, by the names that <see cref="SecretMask"/> holds for secret: <c>--token x</c>,
/// <c>API_KEY=x</c>; and the passwords in URLs and Authorization headers.
/// </summary>
public static partial class ArgumentMask
{
    public static IReadOnlyList<string> Mask(IReadOnlyList<string> arguments)
    {
        var masked = new List<string>(arguments.Count);
        bool nextIsSecret = false;
        foreach (string argument in arguments)
        {
            masked.Add(nextIsSecret ? SecretMask.Hidden : MaskOne(argument));
            nextIsSecret = !nextIsSecret && IsLoneSecretOption(argument);
        }

        return masked;
    }

    private static string MaskOne(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && SecretMask.IsSecret(argument[..equals])
            ? $"{argument[..equals]}={SecretMask.Hidden}"
            : MaskInside(argument);
    }

    private static bool IsLoneSecretOption(string argument) =>
        argument.StartsWith('-') && !argument.Contains('=', StringComparison.Ordinal) && SecretMask.IsSecret(argument);

    private static string MaskInside(string text) => AuthorizationHeader().Replace(
        UrlPassword().Replace(text, $"$1{SecretMask.Hidden}@"), $"$1{SecretMask.Hidden}");

    /// <summary>As in <c>curl -H "Authorization: Bearer x"</c>.</summary>
    [GeneratedRegex(@"((?:proxy-)?authorization\s*:\s*).+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AuthorizationHeader();

    /// <summary>As in <c>https://user:x@host</c>.</summary>
    [GeneratedRegex(
        @"([a-z][a-z0-9+.-]*://[^/\s:@]*:)[^/\s@]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UrlPassword();
}

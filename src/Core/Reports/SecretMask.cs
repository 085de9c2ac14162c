using System.Text.RegularExpressions;

namespace ScaleSim.Core.Reports;

/// <summary>Hides the values of what is named like a secret: <c>--token x</c>, <c>API_KEY=x</c>, <c>http://u:x@h</c>.</summary>
public static partial class SecretMask
{
    /// <value>What stands in a secret's place.</value>
    public const string Masked = "***";

    /// <summary>Whether an option, variable or property of this name holds a secret.</summary>
    public static bool IsSecret(string name) => SecretName().IsMatch(name);

    /// <summary>The value, or the mask where the name is a secret's.</summary>
    public static string Value(string name, string value) => IsSecret(name) ? Masked : InUrl(value);

    /// <summary>The arguments with the values of secret options, assignments and URLs masked.</summary>
    public static IReadOnlyList<string> Arguments(IReadOnlyList<string> arguments)
    {
        var masked = new List<string>(arguments.Count);
        bool nextIsSecret = false;
        foreach (string argument in arguments)
        {
            masked.Add(nextIsSecret ? Masked : Argument(argument));
            nextIsSecret = !nextIsSecret && IsLoneSecretOption(argument);
        }

        return masked;
    }

    private static string Argument(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && IsSecret(argument[..equals]) ? $"{argument[..equals]}={Masked}" : InUrl(argument);
    }

    private static bool IsLoneSecretOption(string argument) =>
        argument.StartsWith('-') && !argument.Contains('=', StringComparison.Ordinal) && IsSecret(argument);

    private static string InUrl(string text) =>
        AuthorizationHeader().Replace(UrlPassword().Replace(text, $"$1{Masked}@"), $"$1{Masked}");

    /// <summary>Words in a name, in any case: DB_PASSWORD, --api-key, authToken.</summary>
    [GeneratedRegex(
        "passw(or)?d|passphrase|secret|token|credential|(api|access|private|signing|encryption)[-_]?key|^[-_]*auth$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SecretName();

    /// <summary>As in <c>curl -H "Authorization: Bearer x"</c>.</summary>
    [GeneratedRegex(@"((?:proxy-)?authorization\s*:\s*).+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AuthorizationHeader();

    [GeneratedRegex(@"([a-z][a-z0-9+.-]*://[^/\s:@]*:)[^/\s@]+@", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UrlPassword();
}

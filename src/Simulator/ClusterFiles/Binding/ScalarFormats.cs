using System.Globalization;
using System.Text.RegularExpressions;
using ScaleSim.Core;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs.Workers;
using ScaleSim.Simulator.ClusterFiles.Model;
using ScaleSim.Simulator.Commands;

namespace ScaleSim.Simulator.ClusterFiles.Binding;

/// <summary>Every way to write a value that is neither a plain text, a number nor a truth value.</summary>
internal static partial class ScalarFormats
{
    private static readonly Dictionary<Type, ScalarFormat> ByType = new()
    {
        [typeof(FileSize)] = new(
            "a size, a number with KiB, MiB or GiB",
            "64MiB",
            "^ *[0-9]+(\\.[0-9]+)? *([kmgtKMGT]([iI]?[bB])?|[bB])? *$",
            null,
            text => ByteSize.TryParse(text, out long bytes, out _) ? new FileSize(bytes) : null),
        [typeof(TimeSpan)] = new(
            "a time above 0 in ms, s, m or h",
            "30s",
            "^([0-9.]+h)?([0-9.]+m)?([0-9.]+s)?([0-9.]+ms)?$|^[0-9.]+$",
            null,
            text => Durations.TryParse(text)),
        [typeof(FileRate)] = new(
            "a rate above 0 in bit, kbit, Mbit or Gbit per second",
            "100Mbit",
            "^[0-9]+(\\.[0-9]+)? *([kKmMgG]?bit)(/s|ps)?$",
            null,
            text => ParseRate(text)),
        [typeof(FilePermissions)] = new(
            "3 or 4 octal digits", "0644", "^(0o)?[0-7]{3,4}$", null, text => ParseMode(text)),
        [typeof(PortRange)] = new(
            "two ports with a hyphen between", "20000-31999", "^[0-9]+-[0-9]+$", null, text => ParseRange(text)),
        [typeof(PortNumber)] = new(
            "a port from 1 to 65535, or auto", "8080", "^(auto|[0-9]{1,5})$", null, text => ParsePort(text)),
        [typeof(NodeShare)] = new(
            "a whole number from 1 to 1000, or auto",
            "1",
            "^(auto|[0-9]{1,4})$",
            null,
            text => text == "auto"
                ? new NodeShare(null)
                : ParseInt(text) is { } count and >= 1 and <= 1000 ? new NodeShare(count) : null),
        [typeof(RestartSpec)] = new(
            "no, on-failure or on-failure:N",
            "on-failure:3",
            "^(no|on-failure(:[0-9]+)?)$",
            null,
            text => ParseRestart(text)),
    };

    /// <summary>Null for a text, number, truth value, list or mapping.</summary>
    public static ScalarFormat? Of(Type type)
    {
        if (!type.IsEnum)
        {
            return ByType.GetValueOrDefault(type);
        }

        string[] names = [.. Enum.GetNames(type).Select(name => name.ToLowerInvariant())];
        return new ScalarFormat(
            names.Length == 1 ? $"the word {names[0]}" : $"one of {string.Join(", ", names)}",
            names[0],
            null,
            names,
            text => names.Contains(text) ? Enum.Parse(type, text, ignoreCase: true) : null);
    }

    private static int? ParseInt(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static FileRate? ParseRate(string text)
    {
        Match match = Rate().Match(text);
        if (!match.Success
            || !decimal.TryParse(
                match.Groups["number"].Value,
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out decimal number))
        {
            return null;
        }

        decimal unit = match.Groups["unit"].Value switch
        {
            "k" or "K" => 1_000,
            "m" or "M" => 1_000_000,
            "g" or "G" => 1_000_000_000,
            _ => 1,
        };
        return number >= 1 / unit && number <= long.MaxValue / unit ? new FileRate((long)(number * unit)) : null;
    }

    private static FilePermissions? ParseMode(string text)
    {
        string digits = text.StartsWith("0o", StringComparison.Ordinal) ? text[2..] : text;
        return OctalMode.IsValid(digits)
            ? new FilePermissions(digits.PadLeft(4, '0'))
            : null;
    }

    private static PortRange? ParseRange(string text) =>
        text.Split('-') is [{ } first, { } last] && ParseInt(first) is { } from && ParseInt(last) is { } to
            ? new PortRange(from, to)
            : null;

    private static PortNumber? ParsePort(string text) => text == "auto"
        ? new PortNumber(null)
        : ParseInt(text) is { } number and >= 1 and <= PortRange.PortMax ? new PortNumber(number) : null;

    private static RestartSpec? ParseRestart(string text) => text.Split(':') switch
    {
        ["no"] => RestartSpec.Never,
        ["on-failure"] => new RestartSpec(RestartSpec.MaxRetriesDefault),
        ["on-failure", { } retries] when ParseInt(retries) is { } count and > 0 => new RestartSpec(count),
        _ => null,
    };

    [GeneratedRegex(@"^(?<number>[0-9]+(\.[0-9]+)?) *(?<unit>[kKmMgG]?)bit(/s|ps)?$", RegexOptions.NonBacktracking)]
    private static partial Regex Rate();
}

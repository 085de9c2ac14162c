using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ScaleSim.Core;
using ScaleSim.Core.Ports;
using ScaleSim.Core.Specs;

namespace ScaleSim.Simulator.Commands;

/// <summary>Makes flags whose errors have three parts, instead of the parser's own sentence.</summary>
internal static class Flags
{
    /// <summary>Whether the user wrote the flag, which then overrides a cluster file.</summary>
    public static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    public static Option<bool> Switch(string name, string description) => new(name) { Description = description };

    public static Option<string?> Text(string name, string description) => new(name) { Description = description };

    public static Option<int> Int(string name, int min, int max, string description, int fallback) => new(name)
    {
        Description = $"{description} Default: {fallback}.",
        DefaultValueFactory = _ => fallback,
        CustomParser = result => ParseInt(result, name, min, max) ?? fallback,
    };

    public static Option<int?> OptionalInt(string name, int min, int max, string description) => new(name)
    {
        Description = description,
        CustomParser = result => ParseInt(result, name, min, max),
    };

    public static Option<double?> OptionalDouble(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Parse<double>(
            result,
            text =>
                double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
                && value > 0
                    ? value
                    : null,
            text => $"{name} is {text}: it takes a number above 0, with a point for fractions. Give {name} 0.25, for "
                + "example."),
    };

    public static Option<long> Size(string name, string description, string fallback) => new(name)
    {
        Description = $"{description} Default: {fallback}.",
        DefaultValueFactory = _ => ParseSize(fallback) ?? 0,
        CustomParser = result => Parse<long>(
            result,
            ParseSize,
            text => $"{name} is {text}: it takes a size, a whole number with KiB, MiB or GiB. Give {name} {fallback}, "
                + "for example.") ?? 0,
    };

    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result => Parse<TimeSpan>(
            result,
            Durations.TryParse,
            text => $"{name} is {text}: it takes a time above 0 in s, m or h. Give {name} 90s, for example."),
    };

    public static Option<T> Choice<T>(string name, string description, T fallback)
        where T : struct, Enum
    {
        string known = string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant();
        string usual = fallback.ToString().ToLowerInvariant();
        return new Option<T>(name)
        {
            Description = $"{description} One of {known}. Default: {usual}.",
            DefaultValueFactory = _ => fallback,
            CustomParser = result => Parse<T>(
                result,
                text => Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)
                    ? Enum.Parse<T>(text, ignoreCase: true)
                    : null,
                text => $"{name} is {text}: it is one of {known}. Give {name} {usual}, or leave it out.") ?? fallback,
        };
    }

    public static Option<PortRange> Ports() => new("--ports")
    {
        Description = $"Range of the workers' ports. Default: {PortRange.Default}.",
        DefaultValueFactory = _ => PortRange.Default,
        CustomParser = result => Parse<PortRange>(
            result,
            text => text.Split('-') is [{ } first, { } last]
                && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int from)
                && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out int to)
                    ? new PortRange(from, to)
                    : null,
            text => $"--ports is {text}: it takes two ports with a hyphen between. "
                + $"Give --ports {PortRange.Default}, for example.") ?? PortRange.Default,
    };

    public static Option<ExternalMasterSpec?> Master() => new("--master")
    {
        Description = "HOST:PORT of a master that runs elsewhere. Default: the reference master, on this host.",
        CustomParser = result =>
        {
            ExternalMasterSpec? master = ParseMaster(result.Tokens[0].Value);
            if (master is null)
            {
                result.AddError(
                    $"--master is {result.Tokens[0].Value}: it takes a host and a port. Give --master "
                    + "master.example:19998, for example.");
            }

            return master;
        },
    };

    private static ExternalMasterSpec? ParseMaster(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0
            && int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is > 0 and <= PortRange.PortMax
                ? new ExternalMasterSpec { Host = text[..colon], Port = port }
                : null;
    }

    private static long? ParseSize(string text) => ByteSize.TryParse(text, out long bytes, out _) ? bytes : null;

    private static int? ParseInt(ArgumentResult result, string name, int min, int max) => Parse<int>(
        result,
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            && value >= min
            && value <= max
                ? value
                : null,
        text => string.Create(
            CultureInfo.InvariantCulture,
            $"{name} is {text}: it takes a whole number from {min} to {max}. "
            + $"Give {name} {Math.Min(100, max)}, for example."));

    private static T? Parse<T>(ArgumentResult result, Func<string, T?> parse, Func<string, string> explain)
        where T : struct
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        T? value = parse(text);
        if (value is null)
        {
            result.AddError(explain(text));
        }

        return value;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using ScaleSim.Simulator.ClusterFiles.Model;
using ScaleSim.Simulator.ClusterFiles.Yaml;

namespace ScaleSim.Simulator.ClusterFiles.Binding;

/// <summary>
/// Reads values without parts. The key decides what a value is, not its looks: <c>FLAG: no</c> is the text <c>no</c>,
/// <c>mode: 0644</c> is octal, <c>count: 010</c> is ten, as YAML 1.2's core schema has it.
/// </summary>
internal sealed partial class ScalarBinder(FileErrors errors)
{
    public object? Bind(Type type, KeyAttribute? key, YamlValue node, string name)
    {
        if (node is YamlBroken)
        {
            return null;
        }

        if (node is not YamlScalar scalar)
        {
            RefuseParts(type, node, name);
            return null;
        }

        if (type == typeof(string))
        {
            return scalar.Text;
        }

        if (type == typeof(bool))
        {
            return BindBool(scalar, name);
        }

        if (type == typeof(int) || type == typeof(long) || type == typeof(double))
        {
            return BindNumber(type, key, scalar, name);
        }

        ScalarFormat format = ScalarFormats.Of(type)!;
        object? value = format.Parse(scalar.Text.Trim());
        if (value is null)
        {
            errors.Add(
                scalar.Position,
                $"'{name}' is {scalar.Kind}",
                $"it takes {format.Words}",
                $"Write {name}: {format.Example}, for example");
        }

        return value;
    }

    private void RefuseParts(Type type, YamlValue node, string name)
    {
        // An unquoted {node.ip} is a mapping in YAML, and the commonest slip of all.
        if (type == typeof(string) && node is YamlMap { Entries: [{ Value: YamlScalar { Text: "" } } slip] })
        {
            string placeholder = FileErrors.Shown(slip.Name);
            errors.Add(
                node.Position,
                $"'{name}' is a mapping, {{{placeholder}}}",
                "without quotes YAML reads braces so",
                $"Put quotes around the text: '{{{placeholder}}}'");
            return;
        }

        errors.Add(
            node.Position, $"'{name}' is {node.Kind}", $"it takes {WordsOf(type)}", $"Write {ExampleOf(type, name)}");
    }

    private static string WordsOf(Type type) => type == typeof(string) ? "a text"
        : type == typeof(bool) ? "true or false"
        : ScalarFormats.Of(type)?.Words ?? "a number";

    private static string ExampleOf(Type type, string name) => type == typeof(string) ? "1 text there"
        : type == typeof(bool) ? $"{name}: true"
        : $"{name}: {ScalarFormats.Of(type)?.Example ?? "1"}";

    private bool? BindBool(YamlScalar scalar, string name)
    {
        switch (scalar)
        {
            case { IsPlain: true, Text: "true" or "True" or "TRUE" }:
                return true;
            case { IsPlain: true, Text: "false" or "False" or "FALSE" }:
                return false;
            default:
                errors.Add(
                    scalar.Position,
                    $"'{name}' is {scalar.Kind}",
                    "it takes true or false, without quotes",
                    $"Write {name}: true or {name}: false");
                return null;
        }
    }

    private object? BindNumber(Type type, KeyAttribute? key, YamlScalar scalar, string name)
    {
        (double min, double max) = BoundsOf(type, key);
        bool isWhole = type != typeof(double);
        string bounds = string.Create(
            CultureInfo.InvariantCulture,
            $"{(isWhole ? "a whole number" : "a number")} from {Text(min)} to {Text(max)}");
        string example = key?.Example is { } given && given.All(char.IsAsciiDigit) && given.Length > 0 ? given : "1";
        if (!scalar.IsPlain && Number().IsMatch(scalar.Text))
        {
            errors.Add(
                scalar.Position,
                $"'{name}' is the text '{FileErrors.Shown(scalar.Text)}'",
                $"it takes {bounds}, and in quotes it is none",
                "Take the quotes away");
            return null;
        }

        object? value = Parse(type, scalar.Text);
        double number = value is null ? double.NaN : Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (number >= min && number <= max)
        {
            return value;
        }

        errors.Add(
            scalar.Position,
            $"'{name}' is {scalar.Kind}",
            $"it takes {bounds}",
            $"Write {name}: {(double.IsNaN(number) || number > max ? Smaller(example, max) : example)}, for example");
        return null;
    }

    private static string Smaller(string example, double max) =>
        double.Parse(example, CultureInfo.InvariantCulture) <= max ? example : Text(max);

    private static object? Parse(Type type, string text)
    {
        if (type == typeof(double))
        {
            return double.TryParse(
                text,
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture,
                out double real) && double.IsFinite(real) ? real : null;
        }

        bool isHexadecimal = text.StartsWith("0x", StringComparison.Ordinal);
        if (!long.TryParse(
            isHexadecimal ? text[2..] : text,
            isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out long whole))
        {
            return null;
        }

        if (type == typeof(long))
        {
            return whole;
        }

        return whole is >= int.MinValue and <= int.MaxValue ? (int)whole : null;
    }

    private static (double Min, double Max) BoundsOf(Type type, KeyAttribute? key)
    {
        double min = key is null || double.IsNaN(key.Min) ? 0 : key.Min;
        double max = key is null || double.IsNaN(key.Max) ? (type == typeof(int) ? int.MaxValue : 1e15) : key.Max;
        return (min, max);
    }

    private static string Text(double bound) => bound >= long.MaxValue
        ? long.MaxValue.ToString(CultureInfo.InvariantCulture)
        : bound.ToString("0.###", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[-+]?[0-9.]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}

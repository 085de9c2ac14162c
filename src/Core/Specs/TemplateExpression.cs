using System.Globalization;
using System.Text.RegularExpressions;

namespace ScaleSim.Core.Specs;

/// <summary>
/// What stands between a template's braces: a placeholder's name, and for those that are numbers a sum and a width:
/// <c>worker.index</c>, <c>ports.rpc - 1</c>, <c>worker.index + 100:0000</c>.
/// </summary>
/// <param name="Name">The placeholder's name; the whole text where it reads like no expression.</param>
/// <param name="Offset">What is added to its number.</param>
/// <param name="Width">The least number of digits, filled up with zeros; 0 for as many as it has.</param>
public sealed partial record TemplateExpression(string Name, long Offset, int Width)
{
    /// <value>Whether it makes sense for a number alone.</value>
    public bool IsArithmetic => Offset != 0 || Width > 0;

    public static TemplateExpression Parse(string text)
    {
        Match match = Shape().Match(text);
        if (!match.Success)
        {
            return new TemplateExpression(text, 0, 0);
        }

        long offset = match.Groups["number"] is { Success: true } number
            ? long.Parse(number.ValueSpan, CultureInfo.InvariantCulture)
            : 0;
        return new TemplateExpression(
            match.Groups["name"].Value, match.Groups["minus"].Success ? -offset : offset, match.Groups["zeros"].Length);
    }

    /// <param name="value">The placeholder's value: a number where there is arithmetic to do.</param>
    public string Render(string value) => IsArithmetic
        ? (long.Parse(value, CultureInfo.InvariantCulture) + Offset)
            .ToString($"D{Math.Max(1, Width)}", CultureInfo.InvariantCulture)
        : value;

    // A minus needs a blank before it, since ports may be called rpc-2.
    [GeneratedRegex(
        @"^\s*(?<name>[^\s:+{]+)(?:(?:\s*\+|\s+(?<minus>-))\s*(?<number>[0-9]{1,9}))?(?::(?<zeros>0{1,18}))?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}

using System.Globalization;
using System.Text.RegularExpressions;
using ScaleSim.Core.Registrations;
using ScaleSim.Core.Specs;
using ScaleSim.Core.Specs.UserChecks;

namespace ScaleSim.Core.Checks.Users;

/// <summary>Holds an exit code or status and an output against what the spec expects.</summary>
internal sealed class Expectation
{
    private const int ShownMax = 120;

    private readonly ExpectationSpec _spec;
    private readonly int _code;
    private readonly string _codeName;
    private readonly SecretText _secrets;
    private readonly Regex? _matches;

    /// <param name="code">What is expected where the spec says nothing.</param>
    /// <param name="codeName">What the code is: <c>exit code</c> or <c>HTTP status</c>.</param>
    /// <param name="secrets">Hidden in what is shown of an output.</param>
    public Expectation(ExpectationSpec spec, int code, string codeName, SecretText secrets)
    {
        _spec = spec;
        _code = spec.Code ?? code;
        _codeName = codeName;
        _secrets = secrets;
        _matches = spec.Matches is { } pattern
            ? new Regex(
                pattern, RegexOptions.Multiline | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)
            : null;
    }

    /// <param name="render">Fills in a template of the expectation.</param>
    /// <returns>Null when all holds, else what does not, as the end of a sentence.</returns>
    public string? Explain(int code, string output, string error, Func<string, string> render)
    {
        if (code != _code)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"{_codeName} {code}, not {_code}{Said(output, error)}");
        }

        if (_spec.Contains is { } contains
            && render(contains) is { } wanted && !output.Contains(wanted, StringComparison.Ordinal))
        {
            return $"no '{wanted}' in its output{Said(output, error)}";
        }

        if (_matches is { } regex && !regex.IsMatch(output.Replace("\r\n", "\n", StringComparison.Ordinal)))
        {
            return $"nothing in its output matches {_spec.Matches}{Said(output, error)}";
        }

        return _spec.Number is { } number ? ExplainNumber(render(number), output) : null;
    }

    private string? ExplainNumber(string expected, string output)
    {
        if (!NumberComparison.TryParse(expected, out NumberComparison comparison))
        {
            return $"the spec's '{expected}' is no comparison with a number such as '>= 3'";
        }

        if (!Selections.TryNumber(output, out double value))
        {
            return $"its output is no number{Said(output, "")}";
        }

        return comparison.Holds(value)
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"it is {value}, which is not {comparison}");
    }

    private string Said(string output, string error)
    {
        string last = _secrets.Hide($"{output}\n{error}")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");
        return last.Length == 0 ? "; it printed nothing"
            : last.Length <= ShownMax ? $"; the last line is '{last}'"
            : $"; the last line begins with '{last[..ShownMax]}'";
    }
}

using System.Globalization;
using System.Text;

namespace ScaleSim.Core.Masters;

/// <summary>
/// Reads the Prometheus text format, version 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats). Comments and
/// lines that can't be read are left out: a page with one bad line is still worth its other lines.
/// </summary>
internal static class PrometheusPage
{
    private static readonly char[] Blanks = [' ', '\t'];

    private static readonly Dictionary<string, string> NoLabels = [];

    public static IEnumerable<PrometheusSample> Parse(string page) => page
        .Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(ParseLine)
        .OfType<PrometheusSample>();

    /// <summary>Parses <c>name{label="value",...} 12.5 1395066363000</c>; labels and time stamp may miss.</summary>
    private static PrometheusSample? ParseLine(string line)
    {
        int nameEnd = line.AsSpan().IndexOfAny('{', ' ', '\t');
        if (nameEnd <= 0)
        {
            return null;
        }

        int position = nameEnd;
        Dictionary<string, string>? labels = line[position] == '{' ? ParseLabels(line, ref position) : NoLabels;
        string value = line[position..].Split(Blanks, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");
        return labels is not null && TryParseValue(value, out double number)
            ? new PrometheusSample(line[..nameEnd], labels, number)
            : null;
    }

    /// <summary>Parses from an opening brace to after the closing one; null when there is none.</summary>
    private static Dictionary<string, string>? ParseLabels(string line, ref int position)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        position++;
        while (true)
        {
            position = SkipSeparators(line, position);
            if (position < line.Length && line[position] == '}')
            {
                position++;
                return labels;
            }

            int equals = line.IndexOf('=', position);
            if (equals < 0)
            {
                return null;
            }

            string name = line[position..equals].Trim();
            position = SkipSeparators(line, equals + 1);
            if (!TryParseQuoted(line, ref position, out string value))
            {
                return null;
            }

            labels[name] = value;
        }
    }

    private static int SkipSeparators(string line, int position)
    {
        while (position < line.Length && (line[position] is ' ' or '\t' or ','))
        {
            position++;
        }

        return position;
    }

    /// <summary>Parses <c>"a \"b\" \\ c\n"</c>, the quotes included.</summary>
    private static bool TryParseQuoted(string line, ref int position, out string value)
    {
        var text = new StringBuilder();
        value = "";
        if (position >= line.Length || line[position] != '"')
        {
            return false;
        }

        for (position++; position < line.Length; position++)
        {
            char next = line[position];
            if (next == '"')
            {
                position++;
                value = text.ToString();
                return true;
            }

            if (next == '\\' && position + 1 < line.Length)
            {
                next = line[++position] == 'n' ? '\n' : line[position];
            }

            text.Append(next);
        }

        return false;
    }

    private static bool TryParseValue(string text, out double value)
    {
        double? special = text switch
        {
            "+Inf" or "Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => null,
        };
        value = special ?? 0;
        return special is not null
            || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}

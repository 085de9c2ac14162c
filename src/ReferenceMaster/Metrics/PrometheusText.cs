using System.Globalization;
using System.Text;

namespace ScaleSim.ReferenceMaster.Metrics;

/// <summary>Writes the Prometheus text exposition format, version 0.0.4:
/// <c>name{label="value"} 1</c> lines under a <c># TYPE</c> line.</summary>
internal sealed class PrometheusText
{
    /// <summary>The format's content type.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins a family of series.</summary>
    public void Family(string name, string type, string help)
    {
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    /// <summary>A family of one series without labels.</summary>
    public void Single(string name, string type, string help, double value)
    {
        Family(name, type, help);
        Sample(name, value);
    }

    /// <summary>A series.</summary>
    public void Sample(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(name);
        var separator = '{';
        foreach (var label in labels)
        {
            _text.Append(separator).Append(label.Name).Append("=\"").Append(Escape(label.Value)).Append('"');
            separator = ',';
        }

        _text.Append(labels.Length > 0 ? "} " : " ").Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}

using System.Text;

namespace ScaleSim.Core.Specs;

/// <summary>
/// A text with placeholders, parsed once and rendered for many workers: <c>--listen={node.ip}:{ports.data}</c>.
/// <c>{{</c> and <c>}}</c> stand for braces; numbers can be summed and padded: <c>{worker.index + 1:0000}</c>.
/// </summary>
public sealed class Template
{
    // A literal, or what stands between braces; never both.
    private readonly IReadOnlyList<(string Text, TemplateExpression? Expression)> _parts;

    private Template(IReadOnlyList<(string Text, TemplateExpression? Expression)> parts) => _parts = parts;

    /// <value>What stands between the braces, in order.</value>
    public IEnumerable<TemplateExpression> Expressions =>
        _parts.Select(part => part.Expression).OfType<TemplateExpression>();

    /// <value>The placeholders' names, in order.</value>
    public IEnumerable<string> Placeholders => Expressions.Select(expression => expression.Name);

    /// <value>The texts between the placeholders, in order.</value>
    public IEnumerable<string> Literals => _parts.Where(part => part.Expression is null).Select(part => part.Text);

    /// <summary>
    /// Parses; false with the middle of a sentence in <paramref name="error"/> where the braces don't pair.
    /// </summary>
    public static bool TryParse(string text, out Template template, out string? error)
    {
        List<(string Text, TemplateExpression? Expression)> parts = [];
        StringBuilder literal = new();
        error = null;
        for (int i = 0; i < text.Length && error is null; i++)
        {
            char character = text[i];
            bool doubled = i + 1 < text.Length && text[i + 1] == character;
            if (character is '{' or '}' && doubled)
            {
                literal.Append(character);
                i++;
            }
            else if (character == '{')
            {
                i = ReadPlaceholder(text, i, literal, parts, out error);
            }
            else if (character == '}')
            {
                error = $"the brace at character {i + 1} closes nothing";
            }
            else
            {
                literal.Append(character);
            }
        }

        Flush(literal, parts);
        template = new Template(parts);
        return error is null;
    }

    /// <summary>Parses a text that a validator has accepted.</summary>
    /// <exception cref="FormatException">The braces don't pair.</exception>
    public static Template Parse(string text) => TryParse(text, out Template template, out string? error)
        ? template
        : throw new FormatException($"Template '{text}' can't be read; {error}. Write {{{{ and }}}} for braces.");

    /// <param name="valueOf">Gives each placeholder's value.</param>
    public string Render(Func<string, string> valueOf)
    {
        if (_parts.Count == 1)
        {
            return ValueOf(_parts[0], valueOf);
        }

        StringBuilder text = new();
        foreach ((string Text, TemplateExpression? Expression) part in _parts)
        {
            text.Append(ValueOf(part, valueOf));
        }

        return text.ToString();
    }

    private static string ValueOf((string Text, TemplateExpression? Expression) part, Func<string, string> valueOf) =>
        part.Expression is { } expression ? expression.Render(valueOf(expression.Name)) : part.Text;

    /// <summary>Reads from an opening brace; returns the position of the closing one.</summary>
    private static int ReadPlaceholder(
        string text,
        int open,
        StringBuilder literal,
        List<(string Text, TemplateExpression? Expression)> parts,
        out string? error)
    {
        int close = text.IndexOf('}', open);
        if (close < 0)
        {
            error = $"the brace at character {open + 1} is never closed";
            return text.Length;
        }

        error = null;
        Flush(literal, parts);
        string inside = text[(open + 1)..close];
        parts.Add((inside, TemplateExpression.Parse(inside)));
        return close;
    }

    private static void Flush(StringBuilder literal, List<(string Text, TemplateExpression? Expression)> parts)
    {
        if (literal.Length > 0)
        {
            parts.Add((literal.ToString(), null));
            literal.Clear();
        }
    }
}

using System.Text.RegularExpressions;

namespace ScaleSim.Repository.Tests.Text;

/// <summary>Finds types and members by matching braces: no parser, and precise enough for rules about size.</summary>
internal static partial class CSharpOutline
{
    private sealed record Open(CSharpBlockKind Kind, string Header, int FirstLine, int Depth);

    /// <summary>The declarations of a file that have a body in braces, in the order of their ends.</summary>
    public static IEnumerable<CSharpDeclaration> Of(TextFile file)
    {
        string code = BlankDirectives(file.Code);
        var enclosing = new Stack<Open>();
        int headerStart = 0;
        int parentheses = 0;
        for (int position = 0; position < code.Length; position++)
        {
            switch (code[position])
            {
                case '(' or '[':
                    parentheses++;
                    break;
                case ')' or ']':
                    parentheses--;
                    break;
                case ';' when parentheses == 0:
                    headerStart = position + 1;
                    break;
                case '{':
                    enclosing.Push(Classify(file, code, headerStart, position, enclosing, parentheses));
                    headerStart = position + 1;
                    break;
                case '}' when enclosing.TryPop(out Open? open):
                    yield return new(open.Kind, open.Header, open.FirstLine, file.LineIndexOf(position), open.Depth);
                    headerStart = position + 1;
                    break;
            }
        }
    }

    private static Open Classify(
        TextFile file, string code, int start, int brace, Stack<Open> enclosing, int parentheses)
    {
        string raw = code[start..brace];
        int firstLine = file.LineIndexOf(start + raw.Length - raw.TrimStart().Length);
        string header = Header(raw);
        CSharpBlockKind parent = enclosing.TryPeek(out Open? open) ? open.Kind : CSharpBlockKind.Namespace;
        int depth = enclosing.Count(block => block.Kind == CSharpBlockKind.Type);
        return new(Kind(header, parent, parentheses), header, firstLine, depth);
    }

    private static CSharpBlockKind Kind(string header, CSharpBlockKind parent, int parentheses)
    {
        if (parentheses > 0)
        {
            return CSharpBlockKind.Other;
        }

        if (NamespaceHeader().IsMatch(header))
        {
            return CSharpBlockKind.Namespace;
        }

        // A local type inside a method is the method's own business; C# has none, so a match there is an expression.
        if (parent is CSharpBlockKind.Namespace or CSharpBlockKind.Type && TypeHeader().IsMatch(header))
        {
            return CSharpBlockKind.Type;
        }

        bool isData = InitializerHeader().IsMatch(header) && !header.Contains("=>", StringComparison.Ordinal);
        return parent == CSharpBlockKind.Type && header.Length > 0 && !isData
            ? CSharpBlockKind.Member
            : CSharpBlockKind.Other;
    }

    /// <summary>One line, without attributes and without what stands in parentheses (defaults hold an "=").</summary>
    private static string Header(string raw)
    {
        string header = Whitespace().Replace(raw, " ").Trim();
        for (string before = ""; before != header;)
        {
            before = header;
            header = InnermostGroup().Replace(header, "");
        }

        return header.Trim();
    }

    private static string BlankDirectives(string code) =>
        Directive().Replace(code, match => new string(' ', match.Length));

    [GeneratedRegex(@"^[ \t]*#[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();

    [GeneratedRegex(@"\([^()\[\]]*\)|\[[^()\[\]]*\]")]
    private static partial Regex InnermostGroup();

    [GeneratedRegex(@"^namespace\b")]
    private static partial Regex NamespaceHeader();

    [GeneratedRegex(@"^((?!=).)*\b(class|struct|interface|enum|record)\s+@?\w+")]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"(?<!operator\s*[=!<>]?)=(?![=>])")]
    private static partial Regex InitializerHeader();
}

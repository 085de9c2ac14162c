namespace ScaleSim.Repository.Tests.Text;

/// <summary>Blanks what is not code, so that braces and names found in the rest are real ones.</summary>
/// <remarks>
/// Knows comments, characters, ordinary, verbatim, interpolated and raw strings, and preprocessor lines. The holes of
/// an interpolated string are blanked with it: what stands there is never a declaration.
/// </remarks>
internal static class CSharpMask
{
    /// <summary>The text with spaces for what is not code: of the same length, with the same line ends.</summary>
    public static string Blank(string source)
    {
        char[] result = source.ToCharArray();
        int position = 0;
        while (position < source.Length)
        {
            int end = EndOfNonCode(source, position);
            if (end == position)
            {
                position = source[position] == '#' ? EndOfDirective(source, position) : position + 1;
                continue;
            }

            for (; position < end; position++)
            {
                result[position] = source[position] == '\n' ? '\n' : ' ';
            }
        }

        return new string(result);
    }

    /// <summary>Where the comment, string or character that starts here ends; the start where none does.</summary>
    private static int EndOfNonCode(string source, int start)
    {
        ReadOnlySpan<char> rest = source.AsSpan(start);
        if (rest.StartsWith("//"))
        {
            return EndAt(source, start, "\n", 0);
        }

        if (rest.StartsWith("/*"))
        {
            return EndAt(source, start + 2, "*/", 2);
        }

        if (rest[0] == '\'')
        {
            return EndOfQuoted(source, start + 1, '\'', holes: false);
        }

        return rest[0] is '"' or '$' or '@' ? EndOfString(source, start) : start;
    }

    private static int EndOfString(string source, int start)
    {
        int quote = start;
        while (quote < source.Length && source[quote] is '$' or '@')
        {
            quote++;
        }

        if (quote == source.Length || source[quote] != '"')
        {
            return start;
        }

        ReadOnlySpan<char> prefix = source.AsSpan(start, quote - start);
        int quotes = source.Length - quote - source.AsSpan(quote).TrimStart('"').Length;
        if (quotes >= 3)
        {
            return EndAt(source, quote + quotes, new string('"', quotes), quotes);
        }

        bool holes = prefix.Contains('$');
        return prefix.Contains('@')
            ? EndOfVerbatim(source, quote + 1, holes)
            : EndOfQuoted(source, quote + 1, '"', holes);
    }

    private static int EndOfQuoted(string source, int position, char quote, bool holes)
    {
        while (position < source.Length && source[position] != quote && source[position] != '\n')
        {
            position = source[position] switch
            {
                '\\' => position + 2,
                '{' when holes => EndOfHole(source, position),
                _ => position + 1,
            };
        }

        return Math.Min(position + 1, source.Length);
    }

    private static int EndOfVerbatim(string source, int position, bool holes)
    {
        while (position < source.Length)
        {
            if (source[position] == '"')
            {
                if (position + 1 == source.Length || source[position + 1] != '"')
                {
                    return position + 1;
                }

                position += 2;
            }
            else
            {
                position = source[position] == '{' && holes ? EndOfHole(source, position) : position + 1;
            }
        }

        return position;
    }

    /// <summary>The end of <c>{expression}</c>, whose strings may hold braces; of <c>{{</c> the end of both.</summary>
    private static int EndOfHole(string source, int open)
    {
        int position = open + 1;
        if (position < source.Length && source[position] == '{')
        {
            return position + 1;
        }

        for (int depth = 1; position < source.Length && depth > 0;)
        {
            int end = EndOfNonCode(source, position);
            depth += end > position ? 0 : source[position] switch { '{' => 1, '}' => -1, _ => 0 };
            position = Math.Max(end, position + 1);
        }

        return position;
    }

    /// <summary>A preprocessor line may hold an apostrophe in its prose; only a comment after it is blanked.</summary>
    private static int EndOfDirective(string source, int start)
    {
        int lineEnd = EndAt(source, start, "\n", 0);
        int comment = source.IndexOf("//", start, lineEnd - start, StringComparison.Ordinal);
        return comment < 0 ? lineEnd : comment;
    }

    private static int EndAt(string source, int from, string mark, int markLength)
    {
        int found = from < source.Length ? source.IndexOf(mark, from, StringComparison.Ordinal) : -1;
        return found < 0 ? source.Length : found + markLength;
    }
}

using System.Text;

namespace ScaleSim.Simulator.ClusterFiles.Binding;

/// <summary>
/// Splits a command at blanks, as compose does: <c>redis-server --name 'a b'</c> is three words. Quotes of both kinds
/// keep blanks and a backslash keeps the next character; nothing else is special, as no shell reads it.
/// </summary>
internal static class WordSplitter
{
    /// <summary>The words; null where a quote is never closed.</summary>
    public static IReadOnlyList<string>? Split(string text)
    {
        List<string> words = [];
        StringBuilder word = new();
        bool isWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (quote != '\0' && character == quote)
            {
                quote = '\0';
            }
            else if (character == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
                isWord = true;
            }
            else if (quote == '\0' && character is ('\'' or '"'))
            {
                quote = character;
                isWord = true;
            }
            else if (quote == '\0' && char.IsWhiteSpace(character))
            {
                Flush(words, word, ref isWord);
            }
            else
            {
                word.Append(character);
                isWord = true;
            }
        }

        Flush(words, word, ref isWord);
        return quote == '\0' ? words : null;
    }

    private static void Flush(List<string> words, StringBuilder word, ref bool isWord)
    {
        if (isWord)
        {
            words.Add(word.ToString());
        }

        word.Clear();
        isWord = false;
    }
}

namespace ScaleSim.Core.Names;

/// <summary>Finds the word that a mistyped one was probably meant to be.</summary>
public static class NearestWord
{
    /// <summary>
    /// The candidate at the smallest edit distance, where a third of the word or less differs; else null.
    /// </summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        int limit = Math.Max(2, word.Length / 3);
        (string? Word, int Distance) best = (null, limit + 1);
        // So many characters more or less are so many edits at least; it also bounds what a text of any length costs.
        foreach (string candidate in candidates.Where(other => Math.Abs(other.Length - word.Length) <= limit))
        {
            int distance = Distance(word, candidate);
            if (distance < best.Distance)
            {
                best = (candidate, distance);
            }
        }

        return best.Word;
    }

    /// <summary>
    /// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours count 1 each.
    /// </summary>
    internal static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            cost[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            cost[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                int least = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, cost[i - 1, j - 1] + change);
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                cost[i, j] = swapped ? Math.Min(least, cost[i - 2, j - 2] + 1) : least;
            }
        }

        return cost[a.Length, b.Length];
    }
}
